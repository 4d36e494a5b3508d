import type { Course } from '@courses/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { archiveCourse, publishCourse, useCourseChanged } from '../api/teaching';
import { SubmitButton } from '../ui/form/submit-button';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { date } from '../ui/format';

/** The status of the course and its next step. */
export function PublishPanel({ course }: { course: Course }) {
  return (
    <section className="panel" aria-labelledby="status">
      <h2 id="status" className="panel__title">
        {course.status === 'draft' ? 'Publish' : 'In the catalog'}
      </h2>
      {course.status === 'draft' && <Publish course={course} />}
      {course.status === 'published' && <Published course={course} />}
      {course.status === 'archived' && (
        <p className="quiet">
          Archived{course.archivedAt ? ` on ${date(course.archivedAt)}` : ''}. Enrollment is closed and it
          cannot be edited. Enrolled students keep access to the lessons.
        </p>
      )}
    </section>
  );
}

function Publish({ course }: { course: Course }) {
  const courseChanged = useCourseChanged();
  const publish = useMutation({ mutationFn: () => publishCourse(course.id), onSuccess: courseChanged });
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

function Published({ course }: { course: Course }) {
  const courseChanged = useCourseChanged();
  const [asking, setAsking] = useState(false);
  const archive = useMutation({ mutationFn: () => archiveCourse(course.id), onSuccess: courseChanged });
  return (
    <>
      <p className="quiet">
        {course.publishedAt ? `Since ${date(course.publishedAt)}. ` : ''}Changes are visible as soon as you
        save them.
      </p>
      {archive.error && <Alert>{errorMessage(archive.error)}</Alert>}
      {!asking ? (
        <button type="button" className="button button--quiet" onClick={() => setAsking(true)}>
          Archive…
        </button>
      ) : (
        <div role="group" aria-label="Archive this course?" className="panel__question">
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
          <button
            type="button"
            className="button button--small button--quiet"
            onClick={() => setAsking(false)}
          >
            Cancel
          </button>
        </div>
      )}
    </>
  );
}
