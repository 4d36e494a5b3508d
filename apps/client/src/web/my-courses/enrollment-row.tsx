import type { Enrollment } from '@courses/contracts';
import { Link } from 'react-router';
import { useCourse } from '../api/courses';
import { usePlace } from '../api/enrollments';
import { Cover } from '../ui/cover/cover';
import { ProgressBar } from '../ui/feedback/progress-bar';
import { count, recentDate } from '../ui/format';

export function EnrollmentRow({ enrollment }: { enrollment: Enrollment }) {
  const { courseId, courseTitle, status, certificateId } = enrollment;
  const { data: course } = useCourse(courseId);
  const learning = status === 'confirmed' || status === 'completed';
  return (
    <li className="row">
      <Cover course={course ?? { id: courseId, level: 'beginner', tags: [] }} format="card" />
      <div className="row__body">
        <h3 className="row__title">
          <Link className="row__link" to={`/courses/${courseId}${learning ? '/learn' : ''}`}>
            <bdi>{courseTitle}</bdi>
          </Link>
        </h3>
        {learning && <Progress enrollment={enrollment} />}
        {status === 'waiting' && <Position courseId={courseId} />}
        {status === 'withdrawn' && <End enrollment={enrollment} />}
      </div>
      {certificateId && (
        <Link className="row__action" to={`/certificates/${certificateId}`}>
          Certificate <span className="visually-hidden">for {courseTitle}</span>
        </Link>
      )}
    </li>
  );
}

function Progress({ enrollment }: { enrollment: Enrollment }) {
  const { completedLessonIds, lessonCount, status, completedAt, courseTitle } = enrollment;
  const done = completedLessonIds.length;
  return (
    <>
      <p className="quiet">
        {status === 'completed' && completedAt
          ? `Completed on ${recentDate(completedAt)}`
          : `${done} of ${count(lessonCount, 'lesson')} done`}
      </p>
      <ProgressBar value={done} max={lessonCount} label={`Progress in ${courseTitle}`} />
    </>
  );
}

function Position({ courseId }: { courseId: string }) {
  const { data: place } = usePlace(courseId);
  return (
    <p className="quiet">
      {place?.position ? `Number ${place.position} on the waiting list` : 'On the waiting list'}
    </p>
  );
}

function End({ enrollment: { withdrawal } }: { enrollment: Enrollment }) {
  if (withdrawal?.reason === 'removed') {
    return (
      <p className="quiet">
        You were removed from this course.{' '}
        {withdrawal.note !== undefined && (
          <>
            Reason: <bdi>{withdrawal.note}</bdi>
          </>
        )}
      </p>
    );
  }
  const text =
    withdrawal?.reason === 'course-archived'
      ? 'The course was archived before a seat became free.'
      : 'You gave up the seat.';
  return <p className="quiet">{text}</p>;
}
