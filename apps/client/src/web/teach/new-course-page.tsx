import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link, useNavigate } from 'react-router';
import { courseLimits } from '@courses/contracts/limits';
import { createCourse, useCourseChanged } from '../api/teaching';
import { TextField } from '../ui/form/field';
import { showServerErrors } from '../ui/form/show-server-errors';
import { SubmitButton } from '../ui/form/submit-button';
import { PageHeading } from '../ui/page-heading';
import { RequireUser } from '../session/require-user';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { deleteDraft, readDraft, saveDraft } from './draft-storage';
import '../styles/form.css';

const draftName = 'new-course';
const empty = { title: '' };
type Title = typeof empty;

export default function NewCoursePage() {
  return <RequireUser roles={['instructor', 'admin']}>{() => <NewCourse />}</RequireUser>;
}

function NewCourse() {
  const navigate = useNavigate();
  const courseChanged = useCourseChanged();
  const [key] = useState(randomKey);
  const [failure, setFailure] = useState('');
  const { form, isRestored, discard } = useTitle();
  const { register, handleSubmit, formState, setError } = form;
  const submit = handleSubmit(async ({ title }) => {
    setFailure('');
    try {
      const course = await createCourse(title, key);
      deleteDraft(draftName);
      courseChanged(course);
      await navigate(`/teach/courses/${course.id}`, { replace: true });
    } catch (error) {
      if (!showServerErrors(error, ['title'], setError)) setFailure(errorMessage(error));
    }
  });
  return (
    <div className="wrap page page--narrow">
      <Link className="back-link" to="/teach">
        <span aria-hidden="true">←</span> Your courses
      </Link>
      <PageHeading title="New course">New course</PageHeading>
      <form className="form" noValidate onSubmit={(event) => void submit(event)}>
        {failure && <Alert>{failure}</Alert>}
        {isRestored && (
          <Alert tone="plain">
            Restored your unsaved title.{' '}
            <button type="button" className="text-button" onClick={discard}>
              Discard
            </button>
          </Alert>
        )}
        <TextField
          label="Title"
          hint="You can change it later. No one else sees the course until you publish it."
          maxLength={courseLimits.titleLength}
          error={formState.errors.title?.message}
          {...register('title', { validate: (title) => title.trim() !== '' || 'Enter a title.' })}
        />
        <SubmitButton busy={formState.isSubmitting} busyText="Creating…">
          Create draft
        </SubmitButton>
      </form>
    </div>
  );
}

/** The title survives a reload, in this tab. */
function useTitle() {
  const [draft] = useState(() => readDraft<Title>(draftName)?.mine);
  const form = useForm<Title>({ defaultValues: draft ?? empty });
  const [isRestored, setRestored] = useState(draft !== undefined);
  const { subscribe, setValue, setFocus } = form;
  useEffect(() => {
    const callback = ({ values }: { values: Title }) =>
      values.title === '' ? deleteDraft(draftName) : saveDraft(draftName, { base: empty, mine: values });
    return subscribe({ formState: { values: true }, callback });
  }, [subscribe]);
  const discard = () => {
    setValue('title', '');
    setRestored(false);
    setFocus('title');
  };
  return { form, isRestored, discard };
}

/** Not randomUUID, which browsers lack over plain HTTP. */
const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
