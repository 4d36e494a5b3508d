import type { Account, Role } from '@courses/contracts';
import { useRef, useState } from 'react';
import { useChangeAccount } from '../api/accounts';
import { ApiError } from '../api/api-error';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';
import { date } from '../ui/format';
import { useFocusLater } from '../ui/use-focus-later';
import { AccountAccess } from './account-access';
import { RoleBoxes } from './role-boxes';

interface Props {
  account: Account;
  self: boolean;
  /** Announces what was done. */
  onDone: (text: string) => void;
}

/** One person, with their roles to edit. After a change the focus is at their name, and Tab goes on from there. */
export function PersonRow({ account, self, onDone }: Props) {
  const name = useRef<HTMLHeadingElement>(null);
  const focusLater = useFocusLater();
  const [edited, setEdited] = useState<Role[]>();
  const roles = edited ?? account.roles;
  const save = useChangeAccount(account);
  const stop = () => {
    setEdited(undefined);
    save.reset();
    focusLater(() => name.current);
  };
  const changed =
    roles.length !== account.roles.length || roles.some((role) => !account.roles.includes(role));
  return (
    <li className={account.disabledAt ? 'person person--disabled' : 'person'}>
      <div className="person__who">
        <h2 ref={name} tabIndex={-1} className="person__name">
          <bdi>{account.displayName}</bdi> {self && <span className="quiet">(you)</span>}
          {account.disabledAt && <span className="pill pill--draft">Disabled</span>}
        </h2>
        <p className="quiet">{account.email}</p>
        <p className="quiet">
          {account.disabledAt
            ? `Disabled since ${date(account.disabledAt)}`
            : `Since ${date(account.createdAt)}`}
        </p>
      </div>
      <RoleBoxes name={account.displayName} roles={roles} self={self} onChange={setEdited} />
      <div className="person__actions">
        {changed ? (
          <>
            {roles.length === 0 ? (
              <p className="field__error">Select at least one role.</p>
            ) : (
              <SubmitButton
                type="button"
                className="button button--small"
                busy={save.isPending}
                busyText="Saving…"
                onClick={() =>
                  save.mutate(
                    { roles },
                    {
                      onSuccess: () => {
                        onDone(`The roles of ${account.displayName} were saved.`);
                        stop();
                      },
                    },
                  )
                }
              >
                Save roles
              </SubmitButton>
            )}
            <button type="button" className="text-button" onClick={stop}>
              Discard
            </button>
          </>
        ) : (
          !self && <AccountAccess account={account} onDone={onDone} />
        )}
      </div>
      {save.error && <RolesError error={save.error} onReload={() => void save.refresh().then(stop)} />}
    </li>
  );
}

function RolesError({ error, onReload }: { error: Error; onReload: () => void }) {
  const stale = error instanceof ApiError && error.code === 'precondition-failed';
  return (
    <Alert>
      {errorMessage(error)}{' '}
      {stale && (
        <button type="button" className="text-button" onClick={onReload}>
          Show current roles
        </button>
      )}
    </Alert>
  );
}
