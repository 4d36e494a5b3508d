import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useFocusLater } from './use-focus-later';

interface Props {
  query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;
  /** Contains the list, or the lists. */
  list: RefObject<HTMLElement | null>;
  className?: string;
}

/** Loads the next page. The focus goes to the first item that it brings, for the button may be gone then. */
export function ShowMore({ query, list, className = 'button button--quiet' }: Props) {
  const focusLater = useFocusLater();
  const items = () => [...(list.current?.querySelectorAll('li') ?? [])];
  const load = () => {
    if (query.isFetchingNextPage) return;
    const before = new Set(items());
    focusLater(() => focusable(items().find((item) => !before.has(item))));
    void query.fetchNextPage();
  };
  if (!query.hasNextPage) return null;
  return (
    <button type="button" className={className} aria-disabled={query.isFetchingNextPage} onClick={load}>
      {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
    </button>
  );
}

function focusable(item: HTMLElement | undefined): HTMLElement | undefined {
  const control = item?.querySelector<HTMLElement>('a[href], button, input');
  if (control || !item) return control ?? undefined;
  item.tabIndex = -1;
  return item;
}
