import type { Course } from '@courses/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { archiveCourse, publishCourse, useCourseChanged } from '../api/teaching';
import { useFocusLater } from '../ui/use-focus-later';
import { SubmitButton } from '../ui/form/submit-button';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { date } from '../ui/format';
import { useQuestion } from '../ui/use-question';

const titles = { draft: 'Publish', published: 'In the catalog', archived: 'Archived' };

/** The status of the course and its next step. */
export function PublishPanel({ course }: { course: Course }) {
  const courseChanged = useCourseChanged();
  const heading = useRef<HTMLHeadingElement>(null);
  const focusLater = useFocusLater();
  const changed = (latest: Course) => {
    focusLater(() => heading.current);
    courseChanged(latest);
  };
  return (
    <section className="panel" aria-labelledby="status">
      <h2 ref={heading} tabIndex={-1} id="status" className="panel__title">
        {titles[course.status]}
      </h2>
      {course.status === 'draft' && <Publish course={course} onChanged={changed} />}
      {course.status === 'published' && <Published course={course} onChanged={changed} />}
      {course.status === 'archived' && (
        <p className="quiet">
          Archived{course.archivedAt ? ` on ${date(course.archivedAt)}` : ''}. Enrollment is closed, and the
          course cannot be edited. Enrolled students keep access to the lessons.
        </p>
      )}
    </section>
  );
}

interface StepProps {
  course: Course;
  onChanged: (course: Course) => void;
}

function Publish({ course, onChanged }: StepProps) {
  const publish = useMutation({ mutationFn: () => publishCourse(course.id), onSuccess: onChanged });
  const steps = [
    { text: 'A title', done: course.title.trim() !== '' },
    { text: 'A summary', done: course.summary.trim() !== '' },
    { text: 'At least one lesson', done: course.lessons.length > 0 },
  ];
  const ready = steps.every(({ done }) => done);
  return (
    <>
      <ul className="steps">
        {steps.map(({ text, done }) => (
          <li key={text} className={done ? 'steps__item steps__item--done' : 'steps__item'}>
            {text}
            <span className="visually-hidden">{done ? ': done' : ': missing'}</span>
          </li>
        ))}
      </ul>
      {publish.error && <Alert>{errorMessage(publish.error)}</Alert>}
      {ready ? (
        <SubmitButton
          type="button"
          busy={publish.isPending}
          busyText="Publishing…"
          onClick={() => publish.mutate()}
        >
          Publish
        </SubmitButton>
      ) : (
        <p className="quiet">Add what is missing and save before you publish.</p>
      )}
    </>
  );
}

function Published({ course, onChanged }: StepProps) {
  const { asking, ask, question, opener } = useQuestion();
  const archive = useMutation({ mutationFn: () => archiveCourse(course.id), onSuccess: onChanged });
  return (
    <>
      <p className="quiet">
        {course.publishedAt ? `Since ${date(course.publishedAt)}. ` : ''}Changes are visible as soon as you
        save them.
      </p>
      {archive.error && <Alert>{errorMessage(archive.error)}</Alert>}
      {!asking ? (
        <button ref={opener} type="button" className="button button--quiet" onClick={() => ask(true)}>
          Archive…
        </button>
      ) : (
        <div
          ref={question}
          tabIndex={-1}
          role="group"
          aria-label="Archive this course?"
          className="panel__question"
        >
          <p>This cannot be undone. The course leaves the catalog, and its waiting list is cleared.</p>
          <SubmitButton
            type="button"
            className="button button--small"
            busy={archive.isPending}
            busyText="Archiving…"
            onClick={() => archive.mutate()}
          >
            Archive course
          </SubmitButton>
          <button type="button" className="button button--small button--quiet" onClick={() => ask(false)}>
            Cancel
          </button>
        </div>
      )}
    </>
  );
}
