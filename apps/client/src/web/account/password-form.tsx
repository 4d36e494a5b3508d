import { accountLimits } from '@courses/contracts/limits';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ApiError } from '../api/api-error';
import { keys } from '../api/keys';
import { changePassword } from '../api/session';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { TextField } from '../ui/form/field';
import { SubmitButton } from '../ui/form/submit-button';
import { isLongEnough, passwordHint } from '../session/password-rules';

export function PasswordForm({ email }: { email: string }) {
  const cache = useQueryClient();
  const [result, setResult] = useState<{ saved: boolean; text: string }>();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async (passwords) => {
    setResult(undefined);
    try {
      await changePassword(passwords);
      reset();
      setResult({ saved: true, text: 'Your password was changed. You are signed out everywhere else.' });
      void cache.invalidateQueries({ queryKey: keys.ownSessions });
    } catch (error) {
      const { code, detail } = error instanceof ApiError ? error : {};
      if (code === 'invalid-credentials')
        setError('currentPassword', { message: 'This is not your current password.' }, { shouldFocus: true });
      else if (code === 'password-refused')
        setError('newPassword', { message: detail ?? errorMessage(error) }, { shouldFocus: true });
      else setResult({ saved: false, text: errorMessage(error) });
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {result && <Alert tone={result.saved ? 'good' : 'bad'}>{result.text}</Alert>}
      {/* Tells password managers whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label="Current password"
        type="password"
        autoComplete="current-password"
        maxLength={accountLimits.passwordMaxLength}
        error={errors.currentPassword?.message}
        {...register('currentPassword', { required: 'Enter your current password.' })}
      />
      <TextField
        label="New password"
        hint={passwordHint}
        type="password"
        autoComplete="new-password"
        maxLength={accountLimits.passwordMaxLength}
        error={errors.newPassword?.message}
        {...register('newPassword', { required: 'Enter a new password.', validate: isLongEnough })}
      />
      <p className="quiet">You stay signed in here and are signed out everywhere else.</p>
      <SubmitButton busy={isSubmitting} busyText="Changing your password…">
        Change password
      </SubmitButton>
    </form>
  );
}
