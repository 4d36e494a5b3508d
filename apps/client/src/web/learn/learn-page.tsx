import type { Course, Enrollment } from '@courses/contracts';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { isSeatRequired, useContent } from '../api/content';
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
  const place = usePlace(courseId);
  const seat = place.data?.status === 'confirmed' ? place.data : undefined;
  const content = useContent(courseId, { enrollmentId: seat?.id, enabled: place.data !== undefined });
  const enrollment = useEnrollment(seat?.id);
  const [hadSeat, setHadSeat] = useState(false);
  if (seat && !hadSeat) setHadSeat(true);

  if (content.error instanceof ApiError && content.error.isNotFound) return <Gone />;
  if (isSeatRequired(content.error)) {
    if (!seat) return <NoSeat courseId={courseId} lost={hadSeat} />;
    return <NotOpenYet onRetry={content.refetch} />;
  }
  const failed = [content, place, enrollment].find(({ error, data }) => error && !data);
  if (failed) {
    return (
      <div className="wrap page">
        <Failure title="The lessons could not be loaded" error={failed.error} onRetry={failed.refetch} />
      </div>
    );
  }
  if (content.isOpening) return <Opening />;
  if (!content.data || (seat && !enrollment.data)) return <PageSkeleton>Loading the lessons…</PageSkeleton>;
  return <Classroom course={content.data} enrollment={enrollment.data} />;
}

interface ClassroomProps {
  course: Course;
  /** Absent for the instructor and admins, who see what students see. */
  enrollment: Enrollment | undefined;
}

function Classroom({ course, enrollment }: ClassroomProps) {
  const { lessonId } = useParams();
  const { lessons } = course;
  const firstOpen = lessons.find(({ id }) => !enrollment?.completedLessonIds.includes(id));
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

function NoSeat({ courseId, lost }: { courseId: string; lost: boolean }) {
  return (
    <div className="wrap notice notice--page">
      {lost ? (
        <>
          <PageHeading title="No seat">You no longer have a seat in this course</PageHeading>
          <p>The lessons are for students with a seat. If there is one free, you can enroll again.</p>
        </>
      ) : (
        <>
          <PageHeading title="No seat">You have no seat in this course</PageHeading>
          <p>Only enrolled students can read the lessons. Enroll on the course page.</p>
        </>
      )}
      <Link className="button" to={`/courses/${courseId}`}>
        Go to the course
      </Link>
    </div>
  );
}

const Opening = () => (
  <div className="wrap notice notice--page" role="status">
    <PageHeading title="Lessons">Opening the lessons…</PageHeading>
    <p>You have a seat. The lessons open in a moment.</p>
  </div>
);

function NotOpenYet({ onRetry }: { onRetry: () => unknown }) {
  return (
    <div className="wrap notice notice--page">
      <PageHeading title="Lessons">The lessons are not open yet</PageHeading>
      <p>You have a seat, but opening the lessons takes longer than usual. Try again in a minute.</p>
      <button type="button" className="button" onClick={() => onRetry()}>
        Retry
      </button>
    </div>
  );
}
