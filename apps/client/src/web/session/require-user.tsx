import type { Role } from '@courses/contracts';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { hasRole, useSession } from '../api/session';
import type { SessionUser } from '../../shared/session';
import { PageHeading } from '../ui/page-heading';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';

interface Props {
  /** At least one is required; without any, being signed in is enough. */
  roles?: Role[];
  children: (user: SessionUser) => ReactNode;
}

/** Guards a page: asks visitors to sign in, and rejects users without the role. */
export function RequireUser({ roles = [], children }: Props) {
  const { user, isPending, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (isPending) return <PageSkeleton />;
  if (error && !user) {
    return (
      <div className="wrap page">
        <Failure title="Your session could not be loaded" error={error} onRetry={refetch} />
      </div>
    );
  }
  if (!user) return <SignInNeeded next={`${pathname}${search}`} />;
  if (roles.length > 0 && !hasRole(user, ...roles)) return <OtherRole roles={roles} />;
  return children(user);
}

function SignInNeeded({ next }: { next: string }) {
  const query = `?next=${encodeURIComponent(next)}`;
  return (
    <div className="wrap notice notice--page">
      <PageHeading title="Sign in">Sign in to see this page</PageHeading>
      <p>You come back to this page after signing in.</p>
      <p className="notice__actions">
        <Link className="button" to={`/sign-in${query}`}>
          Sign in
        </Link>
        <Link className="button button--quiet" to={`/sign-up${query}`}>
          Create an account
        </Link>
      </p>
    </div>
  );
}

function OtherRole({ roles }: { roles: Role[] }) {
  return (
    <div className="wrap notice notice--page">
      <PageHeading title="No access">You don’t have access to this page</PageHeading>
      <p>It requires the role {roles.join(' or ')}. An admin can assign it to you; then sign in again.</p>
      <p className="notice__actions">
        <Link className="button" to="/">
          See all courses
        </Link>
      </p>
    </div>
  );
}
