import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import type { Course, Lesson } from '@courses/contracts';
import { useState } from 'react';
import { duration } from '../../ui/format';
import { LessonForm } from './lesson-form';

interface Props {
  course: Course;
  lesson: Lesson;
  number: number;
  frozen: boolean;
  onRemove: () => void;
}

export function LessonRow({ course, lesson, number, frozen, onRemove }: Props) {
  const [open, setOpen] = useState(false);
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: lesson.id, disabled: frozen });
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? 'lesson-row lesson-row--lifted' : 'lesson-row'}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <div className="lesson-row__line">
        {!frozen && (
          <button
            type="button"
            className="handle"
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            aria-label={`Move ${lesson.title}`}
          >
            <svg viewBox="0 0 12 20" aria-hidden="true" focusable="false">
              <path d="M3 4h.01M9 4h.01M3 10h.01M9 10h.01M3 16h.01M9 16h.01" />
            </svg>
          </button>
        )}
        <span className="lesson-row__number">{number}</span>
        <h3 className="lesson-row__title">
          <bdi>{lesson.title}</bdi>
        </h3>
        <span className="lesson-row__time">{duration(lesson.durationMinutes)}</span>
        {!frozen && (
          <RowActions lesson={lesson} open={open} onToggle={() => setOpen(!open)} onRemove={onRemove} />
        )}
      </div>
      {open && <LessonForm course={course} lesson={lesson} onClose={() => setOpen(false)} />}
    </li>
  );
}

interface ActionsProps {
  lesson: Lesson;
  open: boolean;
  onToggle: () => void;
  onRemove: () => void;
}

function RowActions({ lesson, open, onToggle, onRemove }: ActionsProps) {
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <span className="lesson-row__actions" role="group" aria-label={`Remove ${lesson.title}?`}>
        <button type="button" className="text-button" onClick={onRemove}>
          Remove lesson
        </button>
        <button type="button" className="text-button" onClick={() => setAsking(false)}>
          Cancel
        </button>
      </span>
    );
  }
  return (
    <span className="lesson-row__actions">
      <button type="button" className="text-button" aria-expanded={open} onClick={onToggle}>
        {open ? 'Close' : 'Edit'}
        <span className="visually-hidden"> {lesson.title}</span>
      </button>
      <button type="button" className="text-button" onClick={() => setAsking(true)}>
        Remove<span className="visually-hidden"> {lesson.title}</span>
      </button>
    </span>
  );
}
