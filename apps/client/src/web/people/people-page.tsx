import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api';
import { keys } from '../api/keys';
import type { SessionUser } from '../../shared/session';
import { TextField } from '../ui/form/field';
import { PageHeading } from '../ui/page-heading';
import { RequireUser } from '../session/require-user';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { PersonRow } from './person-row';
import '../styles/form.css';
import '../styles/people.css';

export default function PeoplePage() {
  return <RequireUser roles={['admin']}>{(user) => <People user={user} />}</RequireUser>;
}

const useAccounts = (email: string) =>
  useInfiniteQuery({
    queryKey: keys.accounts(email),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/v1/accounts', { query: { limit: 30, search: email, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

function People({ user }: { user: SessionUser }) {
  const [email, setEmail] = useState('');
  const query = useAccounts(email);
  const accounts = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="wrap page">
      <PageHeading title="People">People and roles</PageHeading>
      <form
        className="people__search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('email');
          setEmail(typeof typed === 'string' ? typed.trim() : '');
        }}
      >
        <TextField label="Find by email" type="search" name="email" hint="The full address." />
        <button type="submit" className="button">
          Find
        </button>
      </form>
      {query.isPending && <PageSkeleton>Loading people…</PageSkeleton>}
      {query.error && !accounts && (
        <Failure title="People could not be loaded" error={query.error} onRetry={query.refetch} />
      )}
      {accounts?.length === 0 && <p className="quiet">No account has this address.</p>}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it from lists without markers */}
      <ul className="people" role="list">
        {accounts?.map((account) => (
          <PersonRow
            key={`${account.id} ${account.version}`}
            account={account}
            self={account.id === user.id}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <button type="button" className="button button--quiet" onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </button>
      )}
    </div>
  );
}
