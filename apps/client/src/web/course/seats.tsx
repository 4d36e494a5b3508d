import type { Roster } from '@courses/contracts';
import { useRoster } from '../api/queries';
import { count } from '../words';

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
        {roster === null && <SeatsPrepared />}
        {roster && <SeatsLeft roster={roster} />}
        {failed && <p>The seats cannot be shown at the moment.</p>}
      </div>
      {failed && (
        <button type="button" className="text-button" onClick={() => void refetch()}>
          Try again
        </button>
      )}
    </section>
  );
}

function SeatsPrepared() {
  return (
    <>
      <p className="seats__headline">Seats are being prepared</p>
      <p className="quiet">The course was published just now. They appear here in a moment.</p>
    </>
  );
}

function SeatsLeft({ roster: { status, seatsLeft, seatsTaken, capacity } }: { roster: Roster }) {
  if (status === 'closed') {
    return (
      <>
        <p className="seats__headline">Closed</p>
        <p className="quiet">This course takes no more enrolments.</p>
      </>
    );
  }
  return (
    <>
      {seatsLeft === 0 ? (
        <>
          <p className="seats__headline">Full</p>
          <p className="quiet">
            {capacity === 1 ? 'The only seat is taken.' : `All ${count(capacity, 'seat')} are taken.`}
          </p>
        </>
      ) : (
        <p className="seats__headline">
          <span className="seats__number">{seatsLeft.toLocaleString('en')}</span> of {count(capacity, 'seat')}{' '}
          left
        </p>
      )}
      <svg className="seats__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect className="seats__bar-all" width="100" height="4" />
        <rect className="seats__bar-taken" width={(100 * seatsTaken) / Math.max(capacity, 1)} height="4" />
      </svg>
    </>
  );
}
