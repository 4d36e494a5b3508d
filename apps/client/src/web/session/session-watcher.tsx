import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { keys } from '../api/keys';
import { onSessionEnd } from '../api/session-renewal';
import { onSessionChangedElsewhere, useSession } from '../api/session';

const SignInAgain = lazy(() => import('./sign-in-again'));

/** Watches over the session: asks to sign in again when it has ended, and follows what other tabs do. */
export function SessionWatcher() {
  const { user } = useSession();
  const cache = useQueryClient();
  const [answer, setAnswer] = useState<(signedIn: boolean) => void>();

  useEffect(
    () => onSessionChangedElsewhere(() => void cache.invalidateQueries({ queryKey: keys.session })),
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
