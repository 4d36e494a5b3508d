import type { Course } from '@courses/contracts';
import { Link } from 'react-router';
import { date, duration } from '../ui/format';

export function CourseFacts({ course }: { course: Course }) {
  const minutes = course.lessons.reduce((total, lesson) => total + lesson.durationMinutes, 0);
  return (
    <dl className="facts">
      <div className="facts__row">
        <dt>Lessons</dt>
        <dd>{course.lessons.length}</dd>
      </div>
      <div className="facts__row">
        <dt>Time</dt>
        <dd>{duration(minutes)}</dd>
      </div>
      {course.publishedAt && (
        <div className="facts__row">
          <dt>Published</dt>
          <dd>
            <time dateTime={course.publishedAt}>{date(course.publishedAt)}</time>
          </dd>
        </div>
      )}
      {course.tags.length > 0 && (
        <div className="facts__row">
          <dt>Tags</dt>
          <dd className="facts__tags">
            {course.tags.map((tag) => (
              <Link key={tag} to={{ pathname: '/', search: `?${new URLSearchParams({ tag }).toString()}` }}>
                {tag}
              </Link>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
