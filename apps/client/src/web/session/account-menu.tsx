import { useState } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { useSession, useSignOut } from '../api/session';
import { mainId } from '../ui/main-id';
import { errorMessage } from '../ui/feedback/error-message';

/** The signed-in user in the header, or the links to sign in and up. */
export function AccountMenu() {
  const { user, isPending } = useSession();
  const { pathname, search } = useLocation();
  if (isPending) return <div className="account" aria-hidden="true" />;
  if (user) return <SignedIn name={user.displayName} />;
  const here = pathname === '/sign-in' || pathname === '/sign-up' ? '' : nextParam(`${pathname}${search}`);
  return (
    <div className="account">
      <Link className="account__link" to={`/sign-in${here}`}>
        Sign in
      </Link>
      <Link className="button button--small" to={`/sign-up${here}`}>
        Sign up
      </Link>
    </div>
  );
}

const nextParam = (path: string) => (path === '/' ? '' : `?next=${encodeURIComponent(path)}`);

function SignedIn({ name }: { name: string }) {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const [failure, setFailure] = useState('');
  const leave = async () => {
    setFailure('');
    try {
      await navigate('/');
      await signOut();
      document.getElementById(mainId)?.focus({ preventScroll: true });
    } catch (error) {
      setFailure(`You are still signed in. ${errorMessage(error)}`);
    }
  };
  return (
    <div className="account">
      <Link className="account__name" to="/account" title={`Your account: ${name}`}>
        <bdi>{name}</bdi>
      </Link>
      <button type="button" className="account__link account__button" onClick={() => void leave()}>
        Sign out
      </button>
      {failure && (
        <p className="account__failure" role="alert">
          {failure}
        </p>
      )}
    </div>
  );
}
