import type { Place, Roster } from '@courses/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useEnroll, usePlace, useWithdraw } from '../api/enrollments';
import { hasRole, useSession } from '../api/session';
import { SubmitButton } from '../ui/form/submit-button';
import { errorMessage } from '../ui/feedback/error-message';

/** What one can do about a seat: take it, wait for it, use it, give it up. */
export function MyPlace({ roster }: { roster: Roster }) {
  const { courseId } = roster;
  const { user, isPending } = useSession();
  const { data: place, error } = usePlace(courseId, user !== null);
  if (isPending) return null;
  if (!user) return roster.status === 'open' ? <SignInToEnrol courseId={courseId} /> : null;
  if (place) return <Place place={place} />;
  if (error) return <p className="quiet">{errorMessage(error)}</p>;
  if (place === undefined || roster.status === 'closed') return null;
  if (!hasRole(user, 'student')) return <p className="quiet">Seats are for students.</p>;
  return <Enrol roster={roster} />;
}

function SignInToEnrol({ courseId }: { courseId: string }) {
  return (
    <div className="my-place">
      <Link className="button" to={`/sign-in?next=/courses/${courseId}`}>
        Sign in to enrol
      </Link>
    </div>
  );
}

function Enrol({ roster: { courseId, seatsLeft } }: { roster: Roster }) {
  const enroll = useEnroll(courseId);
  return (
    <div className="my-place">
      <SubmitButton
        type="button"
        busy={enroll.isPending}
        busyText="Enrolling…"
        onClick={() => enroll.mutate()}
      >
        {seatsLeft > 0 ? 'Enrol' : 'Join the waiting list'}
      </SubmitButton>
      <ErrorText error={enroll.error} />
    </div>
  );
}

function Place({ place: { courseId, status, position } }: { place: Place }) {
  return (
    <div className="my-place">
      <p className="my-place__state" role="status">
        {status === 'confirmed' ? 'You have a seat.' : `You are number ${position ?? 1} in the waiting list.`}
      </p>
      {status === 'confirmed' && (
        <Link className="button" to={`/courses/${courseId}/learn`}>
          Go to the lessons
        </Link>
      )}
      <Withdraw courseId={courseId} seat={status === 'confirmed'} />
    </div>
  );
}

function Withdraw({ courseId, seat }: { courseId: string; seat: boolean }) {
  const [asking, setAsking] = useState(false);
  const withdraw = useWithdraw(courseId);
  const name = seat ? 'Give up the seat' : 'Leave the waiting list';
  if (!asking) {
    return (
      <button type="button" className="text-button" onClick={() => setAsking(true)}>
        {name}
      </button>
    );
  }
  return (
    <div className="my-place__question" role="group" aria-label={`${name}?`}>
      <p>
        {seat ? 'It goes to whoever waits first. Your progress is lost.' : 'Your place in the list is lost.'}
      </p>
      <SubmitButton
        type="button"
        className="button button--small"
        busy={withdraw.isPending}
        busyText="One moment…"
        onClick={() => withdraw.mutate()}
      >
        {name}
      </SubmitButton>
      <button type="button" className="button button--small button--quiet" onClick={() => setAsking(false)}>
        Keep it
      </button>
      <ErrorText error={withdraw.error} />
    </div>
  );
}

function ErrorText({ error }: { error: unknown }) {
  return error ? (
    <p className="field__error" role="alert">
      {errorMessage(error)}
    </p>
  ) : null;
}
