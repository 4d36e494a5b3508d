import { useState } from 'react';
import { Link, Navigate, useLocation } from 'react-router';
import { useSession } from '../api/session';
import { PageHeading } from '../ui/page-heading';
import { AuthLayout } from './auth-layout';
import { DemoAccounts } from './demo-accounts';
import { useNextPath } from './next-path';
import { SignInForm } from './sign-in-form';

export default function SignInPage() {
  const next = useNextPath();
  const { search } = useLocation();
  const { user, demoAccounts } = useSession();
  const [demo, setDemo] = useState<{ email: string; password: string }>();
  // Also after the form has signed in.
  if (user) return <Navigate to={next} replace />;
  return (
    <AuthLayout>
      <PageHeading title="Sign in">Welcome back</PageHeading>
      <SignInForm suggested={demo} onDone={() => undefined} />
      <p className="quiet">
        New here? <Link to={`/sign-up${search}`}>Create an account</Link>
      </p>
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} onPick={setDemo} />}
    </AuthLayout>
  );
}
