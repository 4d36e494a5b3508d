import type { CourseSummary } from '@courses/contracts';
import { Link, useLocation } from 'react-router';
import { Cover } from '../ui/cover/cover';
import { count, duration } from '../ui/format';
import { levelNames } from '../ui/level-names';

export function CourseCard({ course }: { course: CourseSummary }) {
  const { search } = useLocation();
  return (
    <article className="card">
      <Cover course={course} format="card" />
      <div className="card__body">
        <p className="card__facts">
          <span className="card__level">{levelNames[course.level]}</span>
          <span>{count(course.lessonCount, 'lesson')}</span>
          <span>{duration(course.totalMinutes)}</span>
        </p>
        <h2 className="card__title">
          <Link className="card__link" to={`/courses/${course.id}`} state={{ catalog: search }}>
            {course.title}
          </Link>
        </h2>
        <p className="card__summary">{course.summary}</p>
        {course.tags.length > 0 && <p className="card__tags">{course.tags.join('  ·  ')}</p>}
      </div>
    </article>
  );
}
