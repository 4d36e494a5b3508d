import type { Course } from '@courses/contracts';
import { Link, useParams } from 'react-router';
import { isSeatRequired, useContent } from '../api/content';
import { ApiError } from '../api/api-error';
import { hasRole } from '../api/session';
import type { SessionUser } from '../../shared/session';
import { PageHeading } from '../ui/page-heading';
import { RequireUser } from '../session/require-user';
import { NotFoundPage } from '../ui/feedback/not-found-page';
import { Alert } from '../ui/feedback/alert';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { DetailsForm } from './details/details-form';
import { LessonsEditor } from './lessons/lessons-editor';
import { DuplicateButton } from './duplicate-button';
import { PublishPanel } from './publish-panel';
import { StatusPill } from './status-pill';
import '../styles/form.css';
import '../styles/teach.css';

export default function EditCoursePage() {
  const { courseId = '' } = useParams();
  return (
    <RequireUser roles={['instructor', 'admin']}>
      {(user) => <EditCourse key={courseId} courseId={courseId} user={user} />}
    </RequireUser>
  );
}

function EditCourse({ courseId, user }: { courseId: string; user: SessionUser }) {
  const { data: course, error, isPending, refetch } = useContent(courseId);
  if (isPending) return <PageSkeleton>Loading the course…</PageSkeleton>;
  if (isSeatRequired(error)) return <NotYours />;
  const gone = error instanceof ApiError && error.isNotFound;
  if (!course && gone)
    return <NotFoundPage title="Course not found">It may belong to another instructor.</NotFoundPage>;
  if (!course) {
    return (
      <div className="wrap page">
        <Failure title="The course could not be loaded" error={error} onRetry={refetch} />
      </div>
    );
  }
  if (course.instructorId !== user.id && !hasRole(user, 'admin')) return <NotYours />;
  return <Editor course={course} gone={gone} />;
}

const NotYours = () => (
  <NotFoundPage title="You can’t edit this course">Only its instructor can edit it.</NotFoundPage>
);

function Editor({ course, gone }: { course: Course; gone: boolean }) {
  return (
    <div className="wrap page">
      <Link className="back-link" to="/teach">
        <span aria-hidden="true">←</span> Your courses
      </Link>
      <div className="page__head">
        <PageHeading title={`Edit ${course.title}`}>
          <bdi>{course.title || 'Untitled course'}</bdi>
        </PageHeading>
        <p className="row__facts">
          <StatusPill status={course.status} />
          <Link to={`/courses/${course.id}`}>View course page</Link>
          {course.status !== 'draft' && <Link to={`/teach/courses/${course.id}/roster`}>Roster</Link>}
          <DuplicateButton courseId={course.id} />
        </p>
      </div>
      {gone && (
        <Alert title="This course no longer exists">
          Your changes are still here, so that you can copy them.
        </Alert>
      )}
      <div className="editor">
        <DetailsForm course={course} aside={<PublishPanel course={course} />} />
        <LessonsEditor course={course} />
      </div>
    </div>
  );
}
