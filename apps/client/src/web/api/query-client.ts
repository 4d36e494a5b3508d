import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error';

export const retryOnce = (failures: number, error: unknown): boolean =>
  failures < 1 && error instanceof ApiError && error.isTemporary;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // Offline is an error to show, not a reason to pause.
        networkMode: 'always',
        // In this mode not the default: what failed offline, or is old, is loaded when the network is back.
        refetchOnReconnect: true,
        retry: retryOnce,
        retryDelay: 400,
      },
      mutations: { networkMode: 'always' },
    },
  });
