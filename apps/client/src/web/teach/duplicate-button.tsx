import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { duplicateCourse, useCourseChanged } from '../api/teaching';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';

/** Creates a draft like this course and opens it. A repeated click creates no second one. */
export function DuplicateButton({ courseId }: { courseId: string }) {
  const [key] = useState(() => Array.from(crypto.getRandomValues(new Uint32Array(4))).join('-'));
  const courseChanged = useCourseChanged();
  const navigate = useNavigate();
  const duplicate = useMutation({
    mutationFn: () => duplicateCourse(courseId, key),
    onSuccess: async (copy) => {
      courseChanged(copy);
      await navigate(`/teach/courses/${copy.id}`);
    },
  });
  return (
    <>
      <SubmitButton
        type="button"
        className="text-button"
        busy={duplicate.isPending}
        busyText="Duplicating…"
        onClick={() => duplicate.mutate()}
      >
        Duplicate
      </SubmitButton>
      {duplicate.error && (
        <span className="field__error" role="alert">
          {errorMessage(duplicate.error)}
        </span>
      )}
    </>
  );
}
