import { Link, useParams } from 'react-router';
import { useCourse } from '../../api/courses';
import { useRoster } from '../../api/enrollments';
import { PageHeading } from '../../ui/page-heading';
import { RequireUser } from '../../session/require-user';
import { NotFoundPage } from '../../ui/feedback/not-found-page';
import { Notice } from '../../ui/feedback/notice';
import { PageSkeleton } from '../../ui/feedback/page-skeleton';
import { count } from '../../ui/format';
import { ExportButton } from './export-button';
import { PeopleList } from './people-list';
import '../../styles/form.css';
import '../../styles/teach.css';

export default function RosterPage() {
  const { courseId = '' } = useParams();
  return <RequireUser roles={['instructor', 'admin']}>{() => <RosterOf courseId={courseId} />}</RequireUser>;
}

function RosterOf({ courseId }: { courseId: string }) {
  const { data: course } = useCourse(courseId);
  const { data: roster, isPending } = useRoster(courseId);
  if (isPending) return <PageSkeleton>Loading the roster…</PageSkeleton>;
  const title = roster?.courseTitle ?? course?.title;
  if (title === undefined) {
    return (
      <NotFoundPage title="Roster not found">The course may be a draft, or it does not exist.</NotFoundPage>
    );
  }
  return (
    <div className="wrap page">
      <Link className="back-link" to={`/teach/courses/${courseId}`}>
        <span aria-hidden="true">←</span> Edit the course
      </Link>
      <div className="page__head">
        <PageHeading title={`Roster of ${title}`}>
          <bdi>{title}</bdi>
        </PageHeading>
        {roster && <ExportButton courseId={courseId} title={title} />}
      </div>
      {roster ? (
        <>
          <dl className="figures" aria-live="polite">
            <Figure name="Seats taken" value={roster.seatsTaken} of={count(roster.capacity, 'seat')} />
            <Figure name="Seats left" value={roster.seatsLeft} />
            <Figure name="Waiting" value={roster.waiting} />
          </dl>
          <div className="two-lists">
            <PeopleList
              courseId={courseId}
              list="enrollments"
              title="Enrolled students"
              none="No students yet."
              isOpen={roster.status === 'open'}
            />
            <PeopleList
              courseId={courseId}
              list="waiting-list"
              title="Waiting list"
              none="The waiting list is empty."
              isOpen={roster.status === 'open'}
            />
          </div>
        </>
      ) : (
        <Notice title="The roster is not open yet">
          <p>The course was just published. Its roster appears here shortly.</p>
        </Notice>
      )}
    </div>
  );
}

function Figure({ name, value, of }: { name: string; value: number; of?: string }) {
  return (
    <div className="figures__item">
      <dt>{name}</dt>
      <dd>
        <span className="figures__value">{value.toLocaleString('en')}</span> {of && `of ${of}`}
      </dd>
    </div>
  );
}
