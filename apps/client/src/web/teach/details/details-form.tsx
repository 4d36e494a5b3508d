import type { Course } from '@courses/contracts';
import type { ReactNode } from 'react';
import { changeCourse } from '../../api/teaching';
import { courseLimits } from '@courses/contracts/limits';
import { Alert } from '../../ui/feedback/alert';
import { Field, TextArea, TextField } from '../../ui/form/field';
import { levelNames } from '../../ui/level-names';
import { ConflictPanel } from '../conflict-panel';
import { detailsOf, toCourseFields, type DetailFields } from '../course-fields';
import { SaveBar } from '../save-bar';
import { useMergingForm } from '../use-merging-form';
import { DetailsPreview } from './details-preview';

const labels: Record<keyof DetailFields, string> = {
  title: 'Title',
  summary: 'Summary',
  description: 'Description',
  level: 'Level',
  tags: 'Tags',
  capacity: 'Seats',
};

interface Props {
  course: Course;
  /** Shown beside the form, above the preview. */
  aside: ReactNode;
}

export function DetailsForm({ course, aside }: Props) {
  const { form, save, resolve, discard, conflict, restored, ...state } = useMergingForm<DetailFields>({
    name: `details:${course.id}`,
    course,
    partOf: detailsOf,
    write: (changes, version) => changeCourse(course.id, toCourseFields(changes), version),
  });
  const { register, handleSubmit, formState, control, getValues } = form;
  const { errors, isSubmitting } = formState;
  const needed = (text: string, message: string) => course.status !== 'published' || text !== '' || message;
  return (
    <section className="editor__details" aria-labelledby="details">
      <h2 id="details" className="page__section">
        About the course
      </h2>
      <form className="form form--wide" noValidate onSubmit={(event) => void handleSubmit(save)(event)}>
        <fieldset className="form__all" disabled={course.status === 'archived'}>
          {restored && <Alert tone="plain">Restored your unsaved changes.</Alert>}
          <TextField
            label={labels.title}
            maxLength={courseLimits.titleLength}
            error={errors.title?.message}
            {...register('title', {
              setValueAs: trimmed,
              validate: (title) => needed(title, 'Enter a title. The course is published.'),
            })}
          />
          <TextArea
            label={labels.summary}
            hint="One or two sentences, for the catalog."
            rows={3}
            maxLength={courseLimits.summaryLength}
            error={errors.summary?.message}
            {...register('summary', {
              setValueAs: trimmed,
              validate: (summary) => needed(summary, 'Enter a summary. The course is published.'),
            })}
          />
          <div className="form__row">
            <Field label={labels.level}>
              {(control) => (
                <select className="field__input" {...control} {...register('level')}>
                  {Object.entries(levelNames).map(([level, name]) => (
                    <option key={level} value={level}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <TextField
              label={labels.capacity}
              type="number"
              min={1}
              max={courseLimits.capacity}
              error={errors.capacity?.message}
              {...register('capacity', {
                valueAsNumber: true,
                validate: (seats) =>
                  (Number.isInteger(seats) && seats >= 1 && seats <= courseLimits.capacity) ||
                  `A whole number from 1 to ${courseLimits.capacity}.`,
              })}
            />
          </div>
          <TextField
            label={labels.tags}
            hint="Separate tags with commas: docker, c++, web-design."
            error={errors.tags?.message}
            {...register('tags')}
          />
          <TextArea
            label={labels.description}
            hint="Markdown."
            code
            rows={10}
            error={errors.description?.message}
            {...register('description')}
          />
          {conflict && (
            <ConflictPanel
              conflict={conflict}
              mine={getValues()}
              labels={labels}
              onResolve={(taken) => void resolve(taken)}
            />
          )}
          {course.status !== 'archived' && <SaveBar busy={isSubmitting} onDiscard={discard} {...state} />}
        </fieldset>
      </form>
      <div className="editor__aside">
        {aside}
        <DetailsPreview course={course} control={control} />
      </div>
    </section>
  );
}

const trimmed = (text: string) => text.trim();
