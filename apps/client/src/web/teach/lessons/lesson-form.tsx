import type { Course, Lesson, LessonFields } from '@courses/contracts';
import { useDeferredValue } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { ApiError } from '../../api/api-error';
import { byteLength, courseLimits } from '@courses/contracts/limits';
import { addLesson, changeLatest, changeLesson } from '../../api/teaching';
import { Alert } from '../../ui/feedback/alert';
import { Markdown } from '../../ui/markdown/markdown';
import { TextArea, TextField } from '../../ui/form/field';
import { ConflictPanel } from '../conflict-panel';
import { SaveBar } from '../save-bar';
import { useMergingForm } from '../use-merging-form';

const labels: Record<keyof LessonFields, string> = {
  title: 'Title of the lesson',
  durationMinutes: 'Minutes',
  content: 'Text',
};

const empty: LessonFields = { title: '', durationMinutes: 15, content: '' };

interface Props {
  course: Course;
  /** Undefined for a new one. */
  lesson: Lesson | undefined;
  onClose: () => void;
}

export function LessonForm({ course, lesson, onClose }: Props) {
  const { form, save, resolve, discard, conflict, restored, ...state } = useMergingForm<LessonFields>({
    name: `lesson:${course.id}:${lesson?.id ?? 'new'}`,
    course,
    partOf: (latest) => (lesson ? partOf(latest, lesson.id) : empty),
    write: (changes, version) =>
      lesson
        ? changeLesson(course.id, lesson.id, changes, version)
        : changeLatest(course, (now) => addLesson(course.id, { ...empty, ...changes }, now)),
    onSaved: onClose,
  });
  const { register, handleSubmit, formState, control, getValues } = form;
  const { errors, isSubmitting } = formState;
  return (
    <form
      className="form form--wide lesson-form"
      noValidate
      aria-label={lesson ? `Lesson ${lesson.title}` : 'New lesson'}
      onSubmit={(event) => void handleSubmit(save)(event)}
    >
      {restored && <Alert tone="plain">Restored your unsaved lesson.</Alert>}
      <div className="form__row">
        <TextField
          label={labels.title}
          maxLength={courseLimits.lessonTitleLength}
          error={errors.title?.message}
          {...register('title', {
            setValueAs: (text: string) => text.trim(),
            validate: (title) => title !== '' || 'Enter a title.',
          })}
        />
        <TextField
          label={labels.durationMinutes}
          type="number"
          min={1}
          max={courseLimits.lessonMinutes}
          error={errors.durationMinutes?.message}
          {...register('durationMinutes', {
            valueAsNumber: true,
            validate: (minutes) =>
              (Number.isInteger(minutes) && minutes >= 1 && minutes <= courseLimits.lessonMinutes) ||
              `A whole number from 1 to ${courseLimits.lessonMinutes}.`,
          })}
        />
      </div>
      <div className="write-and-see">
        <TextArea
          label={labels.content}
          hint="Markdown, at most 64 kB."
          code
          rows={14}
          error={errors.content?.message}
          {...register('content', { validate: fits })}
        />
        <Preview control={control} />
      </div>
      {conflict && (
        <ConflictPanel
          conflict={conflict}
          mine={getValues()}
          labels={labels}
          onResolve={(taken) => void resolve(taken)}
        />
      )}
      <SaveBar busy={isSubmitting} onDiscard={discard} {...state} />
      <button type="button" className="text-button" onClick={onClose}>
        Close
      </button>
    </form>
  );
}

function Preview({ control }: { control: Control<LessonFields> }) {
  const content = useDeferredValue(useWatch({ control, name: 'content' }));
  return (
    <div className="preview">
      <p className="preview__label">Preview</p>
      {content.trim() ? <Markdown text={content} topHeading={4} /> : <p className="quiet">Nothing yet.</p>}
    </div>
  );
}

function partOf(course: Course, lessonId: string): LessonFields {
  const lesson = course.lessons.find(({ id }) => id === lessonId);
  if (!lesson) throw new ApiError(404, { code: 'lesson-not-found' });
  const { title, durationMinutes, content } = lesson;
  return { title, durationMinutes, content };
}

const fits = (text: string): string | true => {
  const over = byteLength(text) - courseLimits.lessonContentBytes;
  return over <= 0 || `Too long by ${over.toLocaleString('en')} bytes.`;
};
