import { useQuery, type QueryClient } from '@tanstack/react-query';
import { api } from './api';
import { keys } from './keys';

/** The enrollment is a projection of the roster, and follows a moment after the seat. */
const maxAttempts = 20;
const retryDelayMs = 300;

const seats = {
  queryKey: keys.seats,
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    api('get', '/v1/enrollments', {
      query: { status: 'confirmed', limit: 100 },
      ...(signal ? { signal } : {}),
    }),
};

/** The courses in which the user has a seat. */
export const useSeats = () => useQuery({ ...seats, staleTime: Infinity });

/** Reads the seats until the one in this course, of which the stream told, is among them. */
export async function awaitSeat(cache: QueryClient, courseId: string): Promise<void> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const { items } = await cache.fetchQuery({ ...seats, staleTime: 0 });
    if (items.some((enrollment) => enrollment.courseId === courseId)) return;
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs));
  }
}
