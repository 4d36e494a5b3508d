import type { Course, Enrollment } from '@courses/contracts';
import { Link, useParams } from 'react-router';
import { useCourse } from '../api/courses';
import { usePlace } from '../api/enrollments';
import { ApiError } from '../api/api-error';
import { useEnrollment } from '../api/my-enrollments';
import { PageHeading } from '../ui/page-heading';
import { RequireUser } from '../session/require-user';
import { NotFoundPage } from '../ui/feedback/not-found-page';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { LessonNav } from './lesson-nav';
import { LessonReader } from './lesson-reader';
import '../styles/learn.css';

export default function LearnPage() {
  const { courseId = '' } = useParams();
  return <RequireUser>{() => <Learn courseId={courseId} />}</RequireUser>;
}

function Learn({ courseId }: { courseId: string }) {
  const course = useCourse(courseId);
  const place = usePlace(courseId);
  const enrollment = useEnrollment(place.data?.status === 'confirmed' ? place.data.id : undefined);
  if (course.error instanceof ApiError && course.error.isNotFound) return <Gone />;
  if (place.data === null || place.data?.status === 'waiting') return <NoSeat courseId={courseId} />;
  const failed = [course, place, enrollment].find(({ error, data }) => error && !data);
  if (failed) {
    return (
      <div className="wrap page">
        <Failure title="The lessons could not be loaded" error={failed.error} onRetry={failed.refetch} />
      </div>
    );
  }
  if (!course.data || !enrollment.data) return <PageSkeleton>Loading the lessons…</PageSkeleton>;
  return <Classroom course={course.data} enrollment={enrollment.data} />;
}

function Classroom({ course, enrollment }: { course: Course; enrollment: Enrollment }) {
  const { lessonId } = useParams();
  const { lessons } = course;
  const firstOpen = lessons.find(({ id }) => !enrollment.completedLessonIds.includes(id));
  const lesson = lessonId ? lessons.find(({ id }) => id === lessonId) : (firstOpen ?? lessons[0]);
  return (
    <div className="wrap learn">
      <LessonNav course={course} enrollment={enrollment} current={lesson?.id} />
      {lesson ? (
        <LessonReader key={lesson.id} course={course} enrollment={enrollment} lesson={lesson} />
      ) : (
        <div className="notice">
          <PageHeading title={course.title}>This lesson no longer exists</PageHeading>
          <p>The instructor has removed it.</p>
          <Link className="button" to={`/courses/${course.id}/learn`}>
            Continue with the next lesson
          </Link>
        </div>
      )}
    </div>
  );
}

const Gone = () => (
  <NotFoundPage title="Course not found">It may have been removed, or the link is wrong.</NotFoundPage>
);

function NoSeat({ courseId }: { courseId: string }) {
  return (
    <div className="wrap notice notice--page">
      <PageHeading title="No seat">You have no seat in this course</PageHeading>
      <p>Only enrolled students can read the lessons. Enroll on the course page.</p>
      <Link className="button" to={`/courses/${courseId}`}>
        Go to the course
      </Link>
    </div>
  );
}
