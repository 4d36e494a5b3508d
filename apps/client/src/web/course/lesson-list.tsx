import type { Lesson } from '@courses/contracts';
import { useState } from 'react';
import { duration } from '../ui/format';
import { Markdown } from '../ui/markdown/markdown';

export function LessonList({ lessons }: { lessons: Lesson[] }) {
  return (
    <ol className="lessons">
      {lessons.map((lesson, index) => (
        <li key={lesson.id}>
          <LessonItem lesson={lesson} number={index + 1} />
        </li>
      ))}
    </ol>
  );
}

/** Rendered when it is opened: a course may have hundreds of lessons. */
function LessonItem({ lesson, number }: { lesson: Lesson; number: number }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="lesson" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="lesson__summary">
        <span className="lesson__number" aria-hidden="true">
          {number}
        </span>
        <h3 className="lesson__title">{lesson.title}</h3>
        <span className="lesson__time">{duration(lesson.durationMinutes)}</span>
      </summary>
      <div className="lesson__content">{open && <LessonText content={lesson.content} />}</div>
    </details>
  );
}

function LessonText({ content }: { content: string }) {
  if (!content.trim()) return <p className="quiet">This lesson has no text.</p>;
  return <Markdown text={content} topHeading={4} />;
}
