import type { Place, Roster } from '@courses/contracts';
import { useState } from 'react';
import { Link } from 'react-router';
import { useEnroll, usePlace } from '../api/enrollments';
import { useEnrollment } from '../api/my-enrollments';
import { hasRole, useSession } from '../api/session';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';
import { recentDate } from '../ui/format';
import { useFocusOnChange } from '../ui/use-focus-on-change';
import { Withdraw } from './withdraw';

/** Enroll, join the waiting list, learn, withdraw. */
export function MyPlace({ roster }: { roster: Roster }) {
  const { user, isPending } = useSession();
  if (isPending) return null;
  if (!user) return roster.status === 'open' ? <SignInToEnroll courseId={roster.courseId} /> : null;
  return <PlaceOf key={user.id} roster={roster} isStudent={hasRole(user, 'student')} />;
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

function PlaceOf({ roster, isStudent }: { roster: Roster; isStudent: boolean }) {
  const { data: place, error } = usePlace(roster.courseId);
  const [left, setLeft] = useState('');
  const box = useFocusOnChange(place?.status ?? 'none');
  const actions = () => {
    if (place) return <YourPlace place={place} roster={roster} onLeft={setLeft} />;
    if (error) return <p className="quiet">{errorMessage(error)}</p>;
    if (place === undefined || roster.status === 'closed') return null;
    if (!isStudent) return <p className="quiet">Only students can enroll.</p>;
    return <Enroll roster={roster} onEnroll={() => setLeft('')} />;
  };
  return (
    <div ref={box} className="my-place">
      <p className={place || left ? 'my-place__state' : 'visually-hidden'} role="status">
        {place ? stateOf(place) : left}
      </p>
      {actions()}
    </div>
  );
}

const stateOf = ({ status, position }: Place): string =>
  status === 'confirmed' ? 'You have a seat.' : `You are number ${position ?? 1} on the waiting list.`;

function Enroll({ roster: { courseId, seatsLeft }, onEnroll }: { roster: Roster; onEnroll: () => void }) {
  const enroll = useEnroll(courseId);
  return (
    <>
      <SubmitButton
        type="button"
        busy={enroll.isPending}
        busyText="Enrolling…"
        onClick={() => {
          onEnroll();
          enroll.mutate();
        }}
      >
        {seatsLeft > 0 ? 'Enroll' : 'Join the waiting list'}
      </SubmitButton>
      {enroll.error && (
        <p className="field__error" role="alert">
          {errorMessage(enroll.error)}
        </p>
      )}
    </>
  );
}

interface YourPlaceProps {
  place: Place;
  roster: Roster;
  onLeft: (what: string) => void;
}

function YourPlace({ place: { id, courseId, status }, roster, onLeft }: YourPlaceProps) {
  const seat = status === 'confirmed';
  const { data: enrollment, isPending } = useEnrollment(seat ? id : undefined);
  // A seat in an archived course helps nobody else, and who has completed a course has nothing to give up.
  const mayWithdraw = roster.status === 'open' && !(seat && (isPending || enrollment?.completedAt));
  return (
    <>
      {seat && (
        <Link className="button" to={`/courses/${courseId}/learn`}>
          Go to the lessons
        </Link>
      )}
      {enrollment?.completedAt && <p>Completed on {recentDate(enrollment.completedAt)}</p>}
      {enrollment?.certificateId && (
        <Link to={`/certificates/${enrollment.certificateId}`}>Certificate of completion</Link>
      )}
      {mayWithdraw && (
        <Withdraw
          key={status}
          roster={roster}
          seat={seat}
          onWithdrawn={() => onLeft(seat ? 'You have given up the seat.' : 'You have left the waiting list.')}
        />
      )}
    </>
  );
}
