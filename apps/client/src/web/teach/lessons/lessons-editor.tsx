import type { Course } from '@courses/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changeLatest, removeLesson, reorderLessons, useCourseChanged } from '../../api/teaching';
import { courseLimits } from '@courses/contracts/limits';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';
import { LessonForm } from './lesson-form';
import { deleteDraft } from '../draft-storage';
import { LessonOrder } from './lesson-order';
import { LostLessons } from './lost-lessons';

/** Adds, edits, reorders and removes the lessons of a course. */
export function LessonsEditor({ course }: { course: Course }) {
  const courseChanged = useCourseChanged();
  const [adding, setAdding] = useState(false);
  const frozen = course.status === 'archived';
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
      courseChanged(changed);
    },
  });
  const error = reorder.error ?? remove.error;
  return (
    <section className="editor__lessons" aria-labelledby="lessons">
      <h2 id="lessons" className="page__section">
        Lessons
      </h2>
      {error && <Alert title="Not changed">{errorMessage(error)}</Alert>}
      {!frozen && <LostLessons course={course} />}
      <LessonOrder
        course={course}
        frozen={frozen}
        pending={reorder.isPending ? reorder.variables : undefined}
        onReorder={(ids) => reorder.mutate(ids)}
        onRemove={(id) => remove.mutate(id)}
      />
      {adding && <LessonForm course={course} lesson={undefined} onClose={() => setAdding(false)} />}
      {!adding && !frozen && course.lessons.length < courseLimits.lessons && (
        <button type="button" className="button button--quiet" onClick={() => setAdding(true)}>
          Add a lesson
        </button>
      )}
    </section>
  );
}

const sameLessons = ({ lessons }: Course, ids: string[]): boolean =>
  lessons.length === ids.length && lessons.every(({ id }) => ids.includes(id));
