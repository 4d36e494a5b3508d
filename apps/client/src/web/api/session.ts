import type { Role } from '@courses/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SessionResponse, SessionUser } from '../../shared/session';
import { ApiError } from './api-error';
import { requestJson } from './http';
import { keys } from './keys';
import { signInAgain } from './session-renewal';

const channelName = 'courses-session';

/** Who is signed in. Never refetched by itself: a session that has ended must not unmount a form; see api.ts. */
export function useSession() {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => requestJson<SessionResponse>('/session', { signal }),
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const { user = null, howItWorks = false, demoAccounts = [] } = data ?? {};
  return { user, howItWorks, demoAccounts, isPending, error, refetch };
}

export const hasRole = (user: SessionUser | null, ...roles: Role[]): boolean =>
  user !== null && roles.some((role) => user.roles.includes(role));

/** Signs in; fails with ApiError. Returns false when the browser did not store the cookie. */
export function useSignIn() {
  const cache = useQueryClient();
  return useCallback(
    async (credentials: { email: string; password: string }): Promise<boolean> => {
      const before = cache.getQueryData<SessionResponse>(keys.session)?.user;
      await requestJson('/session', withJson('POST', credentials));
      const kept = await requestJson<SessionResponse>('/session');
      if (!kept.user) return false;
      if (before?.id !== kept.user.id) forgetOthers(cache);
      cache.setQueryData(keys.session, kept);
      tellOtherTabs();
      return true;
    },
    [cache],
  );
}

/** Signs out, here or in every browser, and removes the user's data from this page. Fails with ApiError. */
export function useSignOut(path: '/session' | '/session/all' = '/session') {
  const cache = useQueryClient();
  return useCallback(async () => {
    await requestAgain(path, { method: 'DELETE' });
    forgetUser(cache);
    sessionStorage.clear();
    tellOtherTabs();
  }, [cache, path]);
}

/** Renames the user and returns the name as it is stored. Fails with ApiError. */
export function useRename() {
  const cache = useQueryClient();
  return useCallback(
    async (name: string): Promise<string> => {
      const renamed = await requestAgain<SessionResponse>(
        '/session/name',
        withJson('PUT', { displayName: name }),
      );
      cache.setQueryData(keys.session, renamed);
      tellOtherTabs();
      return renamed.user?.displayName ?? name;
    },
    [cache],
  );
}

/** Changes the password, which ends all other sessions. Fails with ApiError. */
export const changePassword = (passwords: { currentPassword: string; newPassword: string }): Promise<void> =>
  requestAgain('/session/password', withJson('PUT', passwords));

/** Like requestJson, and repeated when the session has ended and the user signs in again. */
async function requestAgain<Body>(path: string, init: RequestInit): Promise<Body> {
  try {
    return await requestJson<Body>(path, init);
  } catch (error) {
    const hasEnded = error instanceof ApiError && error.code === 'unauthenticated';
    if (hasEnded && (await signInAgain())) return requestJson<Body>(path, init);
    throw error;
  }
}

const withJson = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Removes what another user has read. */
function forgetOthers(cache: ReturnType<typeof useQueryClient>): void {
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
}

function forgetUser(cache: ReturnType<typeof useQueryClient>): void {
  cache.setQueryData<SessionResponse>(keys.session, (session) => ({
    howItWorks: false,
    ...session,
    user: null,
  }));
  forgetOthers(cache);
}

function tellOtherTabs(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('changed');
  channel.close();
}

/** Reads who is signed in now, after another tab has changed it. */
export async function refetchSession(cache: ReturnType<typeof useQueryClient>): Promise<void> {
  const before = cache.getQueryData<SessionResponse>(keys.session)?.user;
  const now = await requestJson<SessionResponse>('/session');
  if (before?.id !== now.user?.id) forgetOthers(cache);
  cache.setQueryData(keys.session, now);
}

/** Calls back when another tab signed in or out, and when the browser restores a page from its back/forward cache. */
export function onSessionChangedElsewhere(callback: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = callback;
  const onShow = ({ persisted }: PageTransitionEvent) => persisted && callback();
  window.addEventListener('pageshow', onShow);
  return () => {
    channel.close();
    window.removeEventListener('pageshow', onShow);
  };
}
