import type { Course, LessonFields } from '@courses/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addLesson, changeLatest, useCourseChanged } from '../../api/teaching';
import { SubmitButton } from '../../ui/form/submit-button';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';
import { deleteDraft, draftsUnder } from '../draft-storage';

/** Drafts of lessons that someone else has removed. */
export function LostLessons({ course, onDone }: { course: Course; onDone: () => void }) {
  const [, setForgotten] = useState(0);
  const forgotten = () => {
    setForgotten(Date.now);
    onDone();
  };
  const names = new Set(course.lessons.map(({ id }) => `lesson:${course.id}:${id}`));
  names.add(`lesson:${course.id}:new`);
  const lost = draftsUnder<LessonFields>(`lesson:${course.id}:`).filter(({ key }) => !names.has(key));
  return lost.map(({ key, draft }) => (
    <LostLesson key={key} course={course} name={key} lesson={draft.mine} onDone={forgotten} />
  ));
}

interface Props {
  course: Course;
  name: string;
  lesson: LessonFields;
  onDone: () => void;
}

function LostLesson({ course, name, lesson, onDone }: Props) {
  const courseChanged = useCourseChanged();
  const forget = () => {
    deleteDraft(name);
    onDone();
  };
  const add = useMutation({
    mutationFn: () => changeLatest(course, (version) => addLesson(course.id, lesson, version)),
    onSuccess: (changed) => {
      forget();
      courseChanged(changed);
    },
  });
  return (
    <Alert title="Someone else removed a lesson that you were editing">
      <p>
        Your changes to “<bdi>{lesson.title}</bdi>” are kept.
      </p>
      {add.error && <p>{errorMessage(add.error)}</p>}
      <div className="save-bar__row">
        <SubmitButton
          type="button"
          className="button button--small"
          busy={add.isPending}
          busyText="Adding…"
          onClick={() => add.mutate()}
        >
          Add it as a new lesson
        </SubmitButton>
        <button type="button" className="text-button" onClick={forget}>
          Discard
        </button>
      </div>
    </Alert>
  );
}
