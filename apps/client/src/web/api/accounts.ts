import type { Account, Role } from '@courses/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, ifMatch } from './api';
import { keys } from './keys';

/** Accounts by the beginnings of words, page by page, newest first. */
export const useAccounts = (search: string) =>
  useInfiniteQuery({
    queryKey: keys.accounts(search),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/accounts', { query: { limit: 30, search, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

export type AccountChange = { roles: Role[] } | 'disable' | 'enable';

/** Changes an account as an admin; done when the list shows it. */
export function useChangeAccount({ id: accountId, version }: Account) {
  const cache = useQueryClient();
  const refresh = () => cache.invalidateQueries({ queryKey: keys.allAccounts });
  const mutation = useMutation({
    mutationFn: (change: AccountChange) => {
      const params = { accountId };
      if (change === 'disable') return api('post', '/v1/accounts/:accountId/disable', { params });
      if (change === 'enable') return api('post', '/v1/accounts/:accountId/enable', { params });
      return api('put', '/v1/accounts/:accountId/roles', { params, headers: ifMatch(version), body: change });
    },
    onSuccess: refresh,
  });
  return { ...mutation, refresh };
}

/** Where the user is signed in. */
export const useOwnSessions = () =>
  useQuery({
    queryKey: keys.ownSessions,
    queryFn: ({ signal }) => api('get', '/v1/account/sessions', { signal }),
    staleTime: 0,
  });

/** Ends a session of the user; done when the list shows it. */
export function useEndSession() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) =>
      api('delete', '/v1/account/sessions/:sessionId', { params: { sessionId } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.ownSessions }),
  });
}
