import type { OwnSession } from '@courses/contracts';
import { useRef, useState } from 'react';
import { useEndSession, useOwnSessions } from '../api/accounts';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { SubmitButton } from '../ui/form/submit-button';
import { dateAndTime } from '../ui/format';
import { useFocusLater } from '../ui/use-focus-later';
import { SignOutEverywhere } from './sign-out-everywhere';

/** Where the user is signed in. */
export function SessionList() {
  const heading = useRef<HTMLHeadingElement>(null);
  const focusLater = useFocusLater();
  const [ended, setEnded] = useState('');
  const { data, isPending, error, refetch } = useOwnSessions();
  return (
    <section className="account-page__section" aria-labelledby="sessions">
      <h2 ref={heading} tabIndex={-1} id="sessions" className="page__section">
        Where you’re signed in
      </h2>
      <p className="quiet">
        Browser and system as they were reported at sign-in. IP addresses and locations are not stored.
      </p>
      <p className="visually-hidden" role="status">
        {ended}
      </p>
      {isPending && <PageSkeleton>Loading your sessions…</PageSkeleton>}
      {error && !data && (
        <Failure title="Your sessions could not be loaded" error={error} onRetry={refetch} />
      )}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it from lists without markers */}
      <ul className="sessions" role="list">
        {data?.items.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnded={() => {
              setEnded(`${nameOf(session)} is signed out.`);
              focusLater(() => heading.current);
            }}
          />
        ))}
      </ul>
      <SignOutEverywhere />
    </section>
  );
}

function SessionRow({ session, onEnded }: { session: OwnSession; onEnded: () => void }) {
  const end = useEndSession();
  const { id, isCurrent, signedInAt, lastUsedAt } = session;
  return (
    <li className="session">
      <div className="session__facts">
        <h3 className="session__name">
          {nameOf(session)} {isCurrent && <span className="pill pill--published">This browser</span>}
        </h3>
        <p className="quiet">
          Signed in <Time at={signedInAt} />
        </p>
        <p className="quiet">
          {isCurrent ? (
            'Active now'
          ) : (
            <>
              Last used <Time at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {!isCurrent && (
        <SubmitButton
          type="button"
          className="button button--small button--quiet"
          aria-label={`Sign out ${nameOf(session)}, signed in ${dateAndTime(signedInAt)}`}
          busy={end.isPending}
          busyText="Signing out…"
          onClick={() => end.mutate(id, { onSuccess: onEnded })}
        >
          Sign out
        </SubmitButton>
      )}
      {end.error && <Alert>{errorMessage(end.error)}</Alert>}
    </li>
  );
}

const Time = ({ at }: { at: string }) => <time dateTime={at}>{dateAndTime(at)}</time>;

function nameOf({ browser, system }: OwnSession): string {
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'Unknown browser';
}
