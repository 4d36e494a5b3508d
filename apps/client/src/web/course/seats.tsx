import type { Roster } from '@courses/contracts';
import { useRoster } from '../api/enrollments';
import { count } from '../ui/format';
import { MyPlace } from './my-place';

export function Seats({ courseId }: { courseId: string }) {
  const { data: roster, errorUpdateCount, refetch } = useRoster(courseId);
  const failed = roster === undefined && errorUpdateCount > 0;
  return (
    <section className="seats" aria-labelledby="seats">
      <h2 id="seats" className="seats__title">
        Seats
      </h2>
      <div aria-live="polite">
        {roster === undefined && !failed && <p className="quiet">Counting seats…</p>}
        {roster === null && <NotOpenYet />}
        {roster && <SeatsLeft roster={roster} />}
        {failed && <p>The seats could not be loaded.</p>}
      </div>
      {failed && (
        <button type="button" className="text-button" onClick={() => void refetch()}>
          Retry
        </button>
      )}
      {roster && <MyPlace roster={roster} />}
    </section>
  );
}

function NotOpenYet() {
  return (
    <>
      <p className="seats__headline">Enrollment opens in a moment</p>
      <p className="quiet">The course was just published. Its seats appear here shortly.</p>
    </>
  );
}

function SeatsLeft({ roster }: { roster: Roster }) {
  const { status, seatsLeft, seatsTaken, capacity, waiting } = roster;
  if (status === 'closed') {
    return (
      <>
        <p className="seats__headline">Closed</p>
        <p className="quiet">Enrollment for this course is closed.</p>
      </>
    );
  }
  return (
    <>
      {seatsLeft === 0 ? <Full roster={roster} /> : <Left seatsLeft={seatsLeft} capacity={capacity} />}
      <svg className="progress" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="progress__all" width="100" height="4" />
        <rect
          className="progress__done"
          width={(100 * Math.min(seatsTaken, capacity)) / Math.max(capacity, 1)}
          height="4"
        />
      </svg>
      {waiting > 0 && (
        <p className="seats__waiting">{count(waiting, 'person', 'people')} on the waiting list</p>
      )}
    </>
  );
}

function Full({ roster: { capacity } }: { roster: Roster }) {
  return (
    <>
      <p className="seats__headline">Full</p>
      <p className="quiet">
        {capacity === 1 ? 'The only seat is taken.' : `All ${count(capacity, 'seat')} are taken.`}
      </p>
    </>
  );
}

function Left({ seatsLeft, capacity }: { seatsLeft: number; capacity: number }) {
  return (
    <p className="seats__headline">
      <span className="seats__number">{seatsLeft.toLocaleString('en')}</span> of {count(capacity, 'seat')}{' '}
      left
    </p>
  );
}
