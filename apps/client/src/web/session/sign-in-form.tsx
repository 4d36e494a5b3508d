import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useSignIn } from '../api/session';
import { TextField } from '../ui/form/field';
import { SubmitButton } from '../ui/form/submit-button';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';

interface Props {
  /** The only account that may sign in here. */
  email?: string;
  /** Prefilled values. */
  suggested?: { email: string; password: string } | undefined;
  onDone: () => void;
}

const notKept =
  'Your browser did not store the session cookie. Open this page over HTTPS or at localhost, and allow cookies.';

export function SignInForm({ email, suggested, onDone }: Props) {
  const signIn = useSignIn();
  const [failure, setFailure] = useState('');
  const { register, handleSubmit, formState, setFocus } = useForm({
    defaultValues: { email: email ?? '', password: '' },
    ...(suggested ? { values: suggested } : {}),
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async (credentials) => {
    setFailure('');
    try {
      if (await signIn(credentials)) onDone();
      else setFailure(notKept);
    } catch (error) {
      setFailure(errorMessage(error));
      setFocus('password');
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {failure && <Alert>{failure}</Alert>}
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        readOnly={email !== undefined}
        error={errors.email?.message}
        {...register('email', { required: 'Enter your email address.' })}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password', { required: 'Enter your password.' })}
      />
      <SubmitButton busy={isSubmitting} busyText="Signing in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
