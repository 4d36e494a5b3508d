import type { Course, Enrollment } from '@courses/contracts';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ProgressBar } from '../ui/feedback/progress-bar';
import { count, duration } from '../ui/format';

interface Props {
  course: Course;
  enrollment: Enrollment | undefined;
  current: string | undefined;
}

/** The lessons of a course, with the completed ones ticked. */
export function LessonNav({ course, enrollment, current }: Props) {
  const done = enrollment?.completedLessonIds ?? [];
  return (
    <nav className="lesson-nav" aria-label="Lessons">
      <p className="lesson-nav__course">
        <Link to={`/courses/${course.id}`}>
          <bdi>{course.title}</bdi>
        </Link>
      </p>
      {enrollment ? (
        <>
          <p className="quiet" role="status">
            {done.length} of {count(course.lessons.length, 'lesson')} done
          </p>
          <ProgressBar value={done.length} max={course.lessons.length} label="Progress" />
        </>
      ) : (
        <p className="quiet">You see the lessons as a student does.</p>
      )}
      <Collapsible>
        <ol className="lesson-nav__list">
          {course.lessons.map(({ id, title, durationMinutes }, index) => (
            <li key={id}>
              <Link
                className="lesson-nav__link"
                to={`/courses/${course.id}/learn/${id}`}
                aria-current={id === current ? 'page' : undefined}
              >
                <Tick done={done.includes(id)} number={index + 1} />
                <bdi className="lesson-nav__title">{title}</bdi>
                <span className="lesson-nav__time">{duration(durationMinutes)}</span>
              </Link>
            </li>
          ))}
        </ol>
      </Collapsible>
    </nav>
  );
}

/** Collapsed at first on a narrow screen, where the text of the lesson comes first. */
function Collapsible({ children }: { children: ReactNode }) {
  const [open] = useState(() => window.innerWidth >= 960);
  return (
    <details className="lesson-nav__fold" open={open}>
      <summary>All lessons</summary>
      {children}
    </details>
  );
}

function Tick({ done, number }: { done: boolean; number: number }) {
  if (!done) return <span className="tick">{number}</span>;
  return (
    <span className="tick tick--done">
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M3.5 8.5l3 3l6-7" />
      </svg>
      <span className="visually-hidden">Done:</span>
    </span>
  );
}
