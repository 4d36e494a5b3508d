import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/api';
import { keys } from '../../api/keys';
import { errorMessage } from '../../ui/feedback/error-message';
import { date } from '../../ui/format';

interface Props {
  courseId: string;
  list: 'enrollments' | 'waiting-list';
  title: string;
  none: string;
}

/** The enrolled students, or the waiting list, in order. */
export function PeopleList({ courseId, list, title, none }: Props) {
  const query = useInfiniteQuery({
    queryKey: [...keys.people(courseId), list],
    queryFn: ({ pageParam, signal }) =>
      api('get', `/v1/rosters/:courseId/${list}`, {
        params: { courseId },
        query: { limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
  const people = query.data?.pages.flatMap((page) => page.items);
  return (
    <section aria-label={title}>
      <h2 className="page__section">{title}</h2>
      {query.error && !people && (
        <p role="alert">
          {errorMessage(query.error)}{' '}
          <button type="button" className="text-button" onClick={() => void query.refetch()}>
            Retry
          </button>
        </p>
      )}
      {people?.length === 0 && <p className="quiet">{none}</p>}
      <ol className="people-list">
        {people?.map(({ id, studentName, enrolledAt }) => (
          <li key={id} className="people-list__item">
            <bdi>{studentName ?? 'Name not available yet'}</bdi>
            <time className="quiet" dateTime={enrolledAt}>
              {date(enrolledAt)}
            </time>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <button type="button" className="text-button" onClick={() => void query.fetchNextPage()}>
          Show more
        </button>
      )}
    </section>
  );
}
