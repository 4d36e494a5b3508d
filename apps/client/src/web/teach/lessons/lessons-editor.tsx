import type { Course } from '@courses/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { changeLatest, removeLesson, reorderLessons, useCourseChanged } from '../../api/teaching';
import { courseLimits } from '@courses/contracts/limits';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';
import { useFocusLater } from '../../ui/use-focus-later';
import { LessonForm } from './lesson-form';
import { deleteDraft, hasDraft } from '../draft-storage';
import { LessonOrder } from './lesson-order';
import { LostLessons } from './lost-lessons';
import { PreviewChoice } from './preview-choice';

/** Adds, edits, reorders and removes the lessons of a course. */
export function LessonsEditor({ course }: { course: Course }) {
  const courseChanged = useCourseChanged();
  const frozen = course.status === 'archived';
  const [adding, setAdding] = useState(() => !frozen && hasDraft(`lesson:${course.id}:new`));
  const heading = useRef<HTMLHeadingElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const newLesson = useRef<HTMLDivElement>(null);
  const focusLater = useFocusLater();
  const open = () => {
    setAdding(true);
    focusLater(() => newLesson.current?.querySelector('input'));
  };
  const close = () => {
    setAdding(false);
    focusLater(() => addButton.current ?? heading.current);
  };
  const reorder = useMutation({
    mutationFn: (ids: string[]) =>
      changeLatest(
        course,
        (version) => reorderLessons(course.id, ids, version),
        (latest) => sameLessons(latest, ids),
      ),
    onSuccess: courseChanged,
  });
  const remove = useMutation({
    mutationFn: (lessonId: string) =>
      changeLatest(course, (version) => removeLesson(course.id, lessonId, version)),
    onSuccess: (changed, lessonId) => {
      deleteDraft(`lesson:${course.id}:${lessonId}`);
      const next = neighborOf(course, lessonId);
      focusLater(() =>
        rowOf(lessonId)
          ? null
          : (rowOf(next)?.querySelector<HTMLElement>('[aria-expanded]') ?? heading.current),
      );
      courseChanged(changed);
    },
  });
  const error = reorder.error ?? remove.error;
  return (
    <section className="editor__lessons" aria-labelledby="lessons">
      <h2 ref={heading} tabIndex={-1} id="lessons" className="page__section">
        Lessons
      </h2>
      {error && <Alert title="Not changed">{errorMessage(error)}</Alert>}
      {!frozen && <LostLessons course={course} onDone={() => heading.current?.focus()} />}
      <LessonOrder
        course={course}
        frozen={frozen}
        pending={reorder.isPending ? reorder.variables : undefined}
        onReorder={(ids) => reorder.mutate(ids)}
        onRemove={(id) => remove.mutate(id)}
      />
      {adding && (
        <div ref={newLesson}>
          <LessonForm course={course} lesson={undefined} onClose={close} />
        </div>
      )}
      {!adding && !frozen && course.lessons.length < courseLimits.lessons && (
        <button ref={addButton} type="button" className="button button--quiet" onClick={open}>
          Add a lesson
        </button>
      )}
      {!frozen && course.lessons.length > 0 && <PreviewChoice course={course} />}
    </section>
  );
}

const rowOf = (lessonId: string | undefined) => document.getElementById(`lesson-${lessonId}`);

/** The lesson after this one, or before it. */
function neighborOf({ lessons }: Course, lessonId: string): string | undefined {
  const index = lessons.findIndex(({ id }) => id === lessonId);
  return (lessons[index + 1] ?? lessons[index - 1])?.id;
}

const sameLessons = ({ lessons }: Course, ids: string[]): boolean =>
  lessons.length === ids.length && lessons.every(({ id }) => ids.includes(id));
