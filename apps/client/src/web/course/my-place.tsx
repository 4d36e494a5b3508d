import type { Place, Roster } from '@courses/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useEnroll, usePlace, useWithdraw } from '../api/enrollments';
import { hasRole, useSession } from '../api/session';
import { SubmitButton } from '../ui/form/submit-button';
import { errorMessage } from '../ui/feedback/error-message';

/** Enroll, join the waiting list, learn, withdraw. */
export function MyPlace({ roster }: { roster: Roster }) {
  const { courseId } = roster;
  const { user, isPending } = useSession();
  const { data: place, error } = usePlace(courseId, user !== null);
  if (isPending) return null;
  if (!user) return roster.status === 'open' ? <SignInToEnroll courseId={courseId} /> : null;
  if (place) return <Place place={place} />;
  if (error) return <p className="quiet">{errorMessage(error)}</p>;
  if (place === undefined || roster.status === 'closed') return null;
  if (!hasRole(user, 'student')) return <p className="quiet">Only students can enroll.</p>;
  return <Enroll roster={roster} />;
}

function SignInToEnroll({ courseId }: { courseId: string }) {
  return (
    <div className="my-place">
      <Link className="button" to={`/sign-in?next=/courses/${courseId}`}>
        Sign in to enroll
      </Link>
    </div>
  );
}

function Enroll({ roster: { courseId, seatsLeft } }: { roster: Roster }) {
  const enroll = useEnroll(courseId);
  return (
    <div className="my-place">
      <SubmitButton
        type="button"
        busy={enroll.isPending}
        busyText="Enrolling…"
        onClick={() => enroll.mutate()}
      >
        {seatsLeft > 0 ? 'Enroll' : 'Join the waiting list'}
      </SubmitButton>
      <ErrorText error={enroll.error} />
    </div>
  );
}

function Place({ place: { courseId, status, position } }: { place: Place }) {
  return (
    <div className="my-place">
      <p className="my-place__state" role="status">
        {status === 'confirmed' ? 'You have a seat.' : `You are number ${position ?? 1} on the waiting list.`}
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
        {seat
          ? 'Your seat goes to the next person on the waiting list, and your progress is lost.'
          : 'You lose your place on the list.'}
      </p>
      <SubmitButton
        type="button"
        className="button button--small"
        busy={withdraw.isPending}
        busyText="Withdrawing…"
        onClick={() => withdraw.mutate()}
      >
        {name}
      </SubmitButton>
      <button type="button" className="button button--small button--quiet" onClick={() => setAsking(false)}>
        Cancel
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
