import { accountLimits } from '@courses/contracts/limits';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { SessionUser } from '../../shared/session';
import { hasRole, useRename } from '../api/session';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { TextField } from '../ui/form/field';
import { showServerErrors } from '../ui/form/show-server-errors';
import { SubmitButton } from '../ui/form/submit-button';

export function NameForm({ user }: { user: SessionUser }) {
  const rename = useRename();
  const [result, setResult] = useState<{ saved: boolean; text: string }>();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    defaultValues: { displayName: user.displayName },
  });
  const submit = handleSubmit(async ({ displayName }) => {
    setResult(undefined);
    try {
      reset({ displayName: await rename(displayName) });
      setResult({ saved: true, text: 'Your name was changed. Rosters show it in a moment.' });
    } catch (error) {
      if (!showServerErrors(error, ['displayName'], setError))
        setResult({ saved: false, text: errorMessage(error) });
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {result && <Alert tone={result.saved ? 'good' : 'bad'}>{result.text}</Alert>}
      <TextField
        label="Your name"
        hint={
          hasRole(user, 'instructor')
            ? 'Everyone sees it on your courses.'
            : 'Instructors see it in their rosters.'
        }
        autoComplete="name"
        maxLength={accountLimits.displayNameLength}
        error={formState.errors.displayName?.message}
        {...register('displayName', { validate: (name) => name.trim() !== '' || 'Enter your name.' })}
      />
      <TextField
        label="Email"
        hint="You sign in with it. It cannot be changed."
        value={user.email}
        readOnly
      />
      <SubmitButton busy={formState.isSubmitting} busyText="Saving…">
        Save name
      </SubmitButton>
    </form>
  );
}
