import type { Course } from '@courses/contracts';
import { useMutation } from '@tanstack/react-query';
import { changeCourse, changeLatest, useCourseChanged } from '../../api/teaching';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';

/** Which lesson everybody may read; saved at once. */
export function PreviewChoice({ course }: { course: Course }) {
  const courseChanged = useCourseChanged();
  const choose = useMutation({
    mutationFn: (previewLessonId: string | null) =>
      changeLatest(course, (version) => changeCourse(course.id, { previewLessonId }, version)),
    onSuccess: courseChanged,
  });
  const chosen = choose.isPending ? choose.variables : course.previewLessonId;
  return (
    <div className="field">
      <label className="field__label" htmlFor="preview-lesson">
        Preview lesson
      </label>
      <select
        id="preview-lesson"
        className="field__input"
        value={chosen ?? ''}
        onChange={(event) => choose.mutate(event.target.value || null)}
        aria-describedby="preview-lesson-hint"
      >
        <option value="">None</option>
        {course.lessons.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
      <p className="field__hint" id="preview-lesson-hint">
        Everybody can read it, also without a seat.
      </p>
      {choose.error && <Alert title="Not changed">{errorMessage(choose.error)}</Alert>}
    </div>
  );
}
