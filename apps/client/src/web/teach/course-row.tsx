import type { CourseSummary } from '@courses/contracts';
import { Link } from 'react-router';
import { Cover } from '../ui/cover/cover';
import { count, duration } from '../ui/format';
import { StatusPill } from './status-pill';

interface Props {
  course: CourseSummary;
  /** Shown in lists of the courses of several instructors. */
  instructor?: string | undefined;
}

export function CourseRow({ course, instructor }: Props) {
  return (
    <li className="row">
      <Cover course={course} format="card" />
      <div className="row__body">
        <h2 className="row__title">
          <Link className="row__link" to={`/teach/courses/${course.id}`}>
            <bdi>{course.title || 'Untitled course'}</bdi>
          </Link>
        </h2>
        <p className="row__facts">
          <StatusPill status={course.status} />
          {instructor && <bdi>{instructor}</bdi>}
          <span>{count(course.lessonCount, 'lesson')}</span>
          <span>{duration(course.totalMinutes)}</span>
          <span>{count(course.capacity, 'seat')}</span>
        </p>
      </div>
      {course.status !== 'draft' && (
        <Link className="row__action" to={`/teach/courses/${course.id}/roster`}>
          Roster
        </Link>
      )}
    </li>
  );
}
