import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link, Navigate, useLocation } from 'react-router';
import { api } from '../api/api';
import { accountLimits } from '@courses/contracts/limits';
import { ApiError } from '../api/api-error';
import { useSession, useSignIn } from '../api/session';
import { TextField } from '../ui/form/field';
import { showServerErrors } from '../ui/form/show-server-errors';
import { SubmitButton } from '../ui/form/submit-button';
import { PageHeading } from '../ui/page-heading';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { AuthLayout } from './auth-layout';
import { useNextPath } from './next-path';
import { isLongEnough, passwordHint } from './password-rules';

const noPassword =
  'This address may already have an account with another password. Try signing in with that one.';

export default function SignUpPage() {
  const next = useNextPath();
  const { search } = useLocation();
  const { user } = useSession();
  if (user) return <Navigate to={next} replace />;
  return (
    <AuthLayout>
      <PageHeading title="Sign up">Create an account</PageHeading>
      <SignUpForm />
      <p className="quiet">
        Already have an account? <Link to={`/sign-in${search}`}>Sign in</Link>
      </p>
    </AuthLayout>
  );
}

function SignUpForm() {
  const signIn = useSignIn();
  const [failure, setFailure] = useState('');
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { displayName: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async (account) => {
    setFailure('');
    try {
      await api('post', '/v1/accounts', { body: account });
      const { email, password } = account;
      if (!(await signIn({ email, password })))
        setFailure('Your account has been created. Sign in to continue.');
    } catch (error) {
      if (error instanceof ApiError && error.code === 'password-refused')
        setError('password', { message: error.detail ?? errorMessage(error) }, { shouldFocus: true });
      else if (error instanceof ApiError && error.code === 'invalid-credentials') setFailure(noPassword);
      else if (!showServerErrors(error, ['displayName', 'email', 'password'], setError))
        setFailure(errorMessage(error));
    }
  });
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {failure && <Alert>{failure}</Alert>}
      <TextField
        label="Your name"
        hint="Instructors see it in their rosters."
        autoComplete="name"
        maxLength={accountLimits.displayNameLength}
        error={errors.displayName?.message}
        {...register('displayName', { validate: (name) => name.trim() !== '' || 'Enter your name.' })}
      />
      <TextField
        label="Email"
        type="email"
        autoComplete="username"
        maxLength={accountLimits.emailLength}
        error={errors.email?.message}
        {...register('email', {
          required: 'Enter your email address.',
          pattern: {
            value: /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/,
            message: 'Enter an address like name@example.org.',
          },
        })}
      />
      <TextField
        label="Password"
        hint={passwordHint}
        type="password"
        autoComplete="new-password"
        maxLength={accountLimits.passwordMaxLength}
        error={errors.password?.message}
        {...register('password', { required: 'Enter a password.', validate: isLongEnough })}
      />
      <SubmitButton busy={isSubmitting} busyText="Creating your account…">
        Create account
      </SubmitButton>
    </form>
  );
}
