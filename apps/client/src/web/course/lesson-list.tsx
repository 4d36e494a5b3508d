import type { CourseOutline, LessonOutline } from '@courses/contracts';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { duration } from '../ui/format';
import { Markdown } from '../ui/markdown/markdown';

interface Props {
  course: CourseOutline;
  /** Then each lesson links to its page. */
  canRead: boolean;
}

/** The preview unfolds for everybody; the other lessons are locked for those who may not read them. */
export function LessonList({ course: { id, lessons, previewLessonId }, canRead }: Props) {
  const item = (lesson: LessonOutline, index: number) => {
    const isPreview = lesson.id === previewLessonId;
    const facts = <Facts lesson={lesson} number={index + 1} isPreview={isPreview} />;
    if (canRead) return <LinkedLesson to={`/courses/${id}/learn/${lesson.id}`}>{facts}</LinkedLesson>;
    if (isPreview) return <PreviewLesson content={lesson.content ?? ''}>{facts}</PreviewLesson>;
    return <LockedLesson>{facts}</LockedLesson>;
  };
  return (
    <>
      <ol className="lessons">
        {lessons.map((lesson, index) => (
          <li key={lesson.id}>{item(lesson, index)}</li>
        ))}
      </ol>
      {!canRead && lessons.length > 0 && (
        <p className="quiet lessons__note">Students with a seat can read every lesson.</p>
      )}
    </>
  );
}

function Facts({ lesson, number, isPreview }: { lesson: LessonOutline; number: number; isPreview: boolean }) {
  return (
    <>
      <span className="lesson__number" aria-hidden="true">
        {number}
      </span>
      <h3 className="lesson__title">
        <bdi>{lesson.title}</bdi>
      </h3>
      {isPreview && <span className="lesson__preview">Preview</span>}
      <span className="lesson__time">{duration(lesson.durationMinutes)}</span>
    </>
  );
}

const LinkedLesson = ({ to, children }: { to: string; children: ReactNode }) => (
  <div className="lesson">
    <Link className="lesson__summary lesson__summary--link" to={to}>
      {children}
    </Link>
  </div>
);

/** Rendered when it is opened. */
function PreviewLesson({ content, children }: { content: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="lesson" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="lesson__summary lesson__summary--fold">{children}</summary>
      <div className="lesson__content">{open && <LessonText content={content} />}</div>
    </details>
  );
}

const LockedLesson = ({ children }: { children: ReactNode }) => (
  <div className="lesson lesson__summary lesson__summary--locked">
    {children}
    <span className="visually-hidden">Locked: for students with a seat</span>
    <svg className="lesson__lock" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M5 7V5a3 3 0 0 1 6 0v2M3.5 7h9v6.5h-9z" />
    </svg>
  </div>
);

function LessonText({ content }: { content: string }) {
  if (!content.trim()) return <p className="quiet">This lesson has no text.</p>;
  return <Markdown text={content} topHeading={4} />;
}
