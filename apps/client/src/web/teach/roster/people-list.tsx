import type { RosterEntry, SeatEntry } from '@courses/contracts';
import { useId, useRef, useState } from 'react';
import { usePeople } from '../../api/rosters';
import { errorMessage } from '../../ui/feedback/error-message';
import { ShowMore } from '../../ui/show-more';
import { PersonRow } from './person-row';

interface Props {
  courseId: string;
  list: 'enrollments' | 'waiting-list';
  title: string;
  none: string;
  /** The roster of an archived course no longer changes. */
  isOpen: boolean;
}

/** The enrolled students, or the waiting list, in order. */
export function PeopleList({ courseId, list, title, none, isOpen }: Props) {
  const query = usePeople(courseId, list);
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = useRef<HTMLOListElement>(null);
  const [removed, setRemoved] = useState('');
  const id = useId();
  const people = query.data?.pages.flatMap((page): (SeatEntry | RosterEntry)[] => page.items);
  const onRemoved = (row: HTMLElement | null, name: string) => {
    const neighbor = row?.nextElementSibling ?? row?.previousElementSibling;
    const next = neighbor?.querySelector<HTMLElement>('button') ?? heading.current;
    next?.focus();
    setRemoved(name);
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1} className="page__section">
        {title}
      </h2>
      <p role="status" className={removed ? 'quiet' : 'visually-hidden'}>
        {removed && (
          <>
            <bdi>{removed}</bdi> was removed.
          </>
        )}
      </p>
      {query.error && !people && (
        <p role="alert">
          {errorMessage(query.error)}{' '}
          <button type="button" className="text-button" onClick={() => void query.refetch()}>
            Retry
          </button>
        </p>
      )}
      {people?.length === 0 && <p className="quiet">{none}</p>}
      <ol ref={rows} className="people-list">
        {people?.map((entry) => (
          <PersonRow key={entry.id} entry={entry} isOpen={isOpen} onRemoved={onRemoved} />
        ))}
      </ol>
      <ShowMore query={query} list={rows} className="text-button" />
    </section>
  );
}
