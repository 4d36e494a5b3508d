import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import type { Course, Lesson } from '@courses/contracts';
import { useRef, useState, type RefObject } from 'react';
import { duration } from '../../ui/format';
import { useFocusLater } from '../../ui/use-focus-later';
import { useQuestion } from '../../ui/use-question';
import { hasDraft } from '../draft-storage';
import { LessonForm } from './lesson-form';

interface Props {
  course: Course;
  lesson: Lesson;
  number: number;
  frozen: boolean;
  onRemove: () => void;
}

export function LessonRow({ course, lesson, number, frozen, onRemove }: Props) {
  const isUnsaved = !frozen && hasDraft(`lesson:${course.id}:${lesson.id}`);
  const [open, setOpen] = useState(isUnsaved);
  const toggle = useRef<HTMLButtonElement>(null);
  const focusLater = useFocusLater();
  const close = () => {
    setOpen(false);
    focusLater(() => toggle.current);
  };
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id: lesson.id, disabled: frozen });
  return (
    <li
      ref={setNodeRef}
      id={`lesson-${lesson.id}`}
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
          {isUnsaved && !open && <span className="lesson-row__unsaved">Unsaved changes</span>}
        </h3>
        <span className="lesson-row__time">{duration(lesson.durationMinutes)}</span>
        {!frozen && (
          <RowActions
            lesson={lesson}
            open={open}
            toggle={toggle}
            onToggle={() => setOpen(!open)}
            onRemove={onRemove}
          />
        )}
      </div>
      {open && <LessonForm course={course} lesson={lesson} onClose={close} />}
    </li>
  );
}

interface ActionsProps {
  lesson: Lesson;
  open: boolean;
  toggle: RefObject<HTMLButtonElement | null>;
  onToggle: () => void;
  onRemove: () => void;
}

function RowActions({ lesson, open, toggle, onToggle, onRemove }: ActionsProps) {
  const { asking, ask, question, opener } = useQuestion<HTMLSpanElement>();
  if (asking) {
    return (
      <span
        ref={question}
        tabIndex={-1}
        className="lesson-row__actions"
        role="group"
        aria-label={`Remove ${lesson.title}?`}
      >
        <button type="button" className="text-button" onClick={onRemove}>
          Remove lesson
        </button>
        <button type="button" className="text-button" onClick={() => ask(false)}>
          Cancel
        </button>
      </span>
    );
  }
  return (
    <span className="lesson-row__actions">
      <button ref={toggle} type="button" className="text-button" aria-expanded={open} onClick={onToggle}>
        {open ? 'Close' : 'Edit'}
        <span className="visually-hidden"> {lesson.title}</span>
      </button>
      <button ref={opener} type="button" className="text-button" onClick={() => ask(true)}>
        Remove<span className="visually-hidden"> {lesson.title}</span>
      </button>
    </span>
  );
}
