import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { SessionUser } from '../../shared/session';
import { useAccounts } from '../api/accounts';
import { RequireUser } from '../session/require-user';
import { Failure } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { TextField } from '../ui/form/field';
import { count } from '../ui/format';
import { PageHeading } from '../ui/page-heading';
import { ShowMore } from '../ui/show-more';
import { PersonRow } from './person-row';
import '../styles/form.css';
import '../styles/people.css';

export default function PeoplePage() {
  return <RequireUser roles={['admin']}>{(user) => <People user={user} />}</RequireUser>;
}

function People({ user }: { user: SessionUser }) {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const [done, setDone] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  // Also after Back.
  useEffect(() => {
    if (field.current) field.current.value = search;
  }, [search]);
  const query = useAccounts(search);
  const accounts = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="wrap page">
      <PageHeading title={search ? `People: ${search}` : 'People'}>People and roles</PageHeading>
      <form
        className="people__search"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('search');
          const text = typeof typed === 'string' ? typed.trim() : '';
          setDone('');
          setParams(text ? { search: text } : {});
        }}
      >
        <TextField
          label="Find by name or email"
          type="search"
          name="search"
          defaultValue={search}
          ref={field}
          hint="The beginning of each word is enough: “sam riv”."
        />
        <button type="submit" className="button">
          Find
        </button>
      </form>
      {query.isPending && <PageSkeleton>Loading people…</PageSkeleton>}
      {query.error && !accounts && (
        <Failure title="People could not be loaded" error={query.error} onRetry={query.refetch} />
      )}
      <p className={accounts?.length === 0 && search ? 'quiet' : 'visually-hidden'} role="status">
        {done ||
          (search && accounts && !query.isPlaceholderData ? found(accounts.length, query.hasNextPage) : '')}
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it from lists without markers */}
      <ul className="people" role="list" ref={list}>
        {accounts?.map((account) => (
          <PersonRow key={account.id} account={account} self={account.id === user.id} onDone={setDone} />
        ))}
      </ul>
      <ShowMore query={query} list={list} />
    </div>
  );
}

const found = (shown: number, hasMore: boolean): string =>
  shown === 0 ? 'No one was found.' : `${count(shown, 'person', 'people')} found${hasMore ? ' so far' : ''}.`;
