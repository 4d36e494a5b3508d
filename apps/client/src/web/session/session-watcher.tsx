import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { onSessionEnd } from '../api/session-renewal';
import { onSessionChangedElsewhere, refetchSession, useSession } from '../api/session';

const SignInAgain = lazy(() => import('./sign-in-again'));

/** Asks the user to sign in again when the session has ended, and follows sign-ins and sign-outs of other tabs. */
export function SessionWatcher() {
  const { user } = useSession();
  const cache = useQueryClient();
  const [answer, setAnswer] = useState<(signedIn: boolean) => void>();

  useEffect(
    () => onSessionChangedElsewhere(() => void refetchSession(cache).catch(() => undefined)),
    [cache],
  );
  useEffect(() => {
    if (!user) return;
    return onSessionEnd(() => new Promise<boolean>((resolve) => setAnswer(() => resolve)));
  }, [user]);

  if (!user || !answer) return null;
  const close = (signedIn: boolean) => {
    setAnswer(undefined);
    answer(signedIn);
  };
  return (
    <Suspense>
      <SignInAgain email={user.email} onDone={() => close(true)} onDismiss={() => close(false)} />
    </Suspense>
  );
}
