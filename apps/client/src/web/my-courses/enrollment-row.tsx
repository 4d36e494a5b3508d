import type { Enrollment } from '@courses/contracts';
import { Link } from 'react-router';
import { useCourse } from '../api/courses';
import { usePlace } from '../api/enrollments';
import { Cover } from '../ui/cover/cover';
import { ProgressBar } from '../ui/feedback/progress-bar';
import { count, date } from '../ui/format';

export function EnrollmentRow({ enrollment }: { enrollment: Enrollment }) {
  const { courseId, courseTitle, status } = enrollment;
  const { data: course } = useCourse(courseId);
  const learning = status !== 'waiting';
  return (
    <li className="row">
      <Cover course={course ?? { id: courseId, level: 'beginner', tags: [] }} format="card" />
      <div className="row__body">
        <h3 className="row__title">
          <Link className="row__link" to={`/courses/${courseId}${learning ? '/learn' : ''}`}>
            <bdi>{courseTitle}</bdi>
          </Link>
        </h3>
        {learning ? <Progress enrollment={enrollment} /> : <Position courseId={courseId} />}
      </div>
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
          ? `Completed on ${date(completedAt)}`
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
