import type { CourseOutline } from '@courses/contracts';
import { Link } from 'react-router';
import { useInstructorNames } from '../api/card-facts';
import { date, duration } from '../ui/format';

export function CourseFacts({ course }: { course: CourseOutline }) {
  const minutes = course.lessons.reduce((total, lesson) => total + lesson.durationMinutes, 0);
  const names = useInstructorNames([course.instructorId]);
  const instructor = names?.get(course.instructorId);
  return (
    <dl className="facts">
      {(instructor || !names) && (
        <div className="facts__row">
          <dt>Instructor</dt>
          <dd>
            <bdi>{instructor ?? '\u00a0'}</bdi>
          </dd>
        </div>
      )}
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
