import type { Account, Role } from '@courses/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ifMatch } from '../api/api';
import { ApiError } from '../api/api-error';
import { SubmitButton } from '../ui/form/submit-button';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { date } from '../ui/format';

const roleNames: Record<Role, string> = { student: 'Student', instructor: 'Instructor', admin: 'Admin' };
const allRoles = Object.keys(roleNames) as Role[];

/** One person, with their roles to edit. */
export function PersonRow({ account, self }: { account: Account; self: boolean }) {
  const cache = useQueryClient();
  const [roles, setRoles] = useState(account.roles);
  const reload = () => cache.invalidateQueries({ queryKey: ['accounts'] });
  const save = useMutation({
    mutationFn: () =>
      api('put', '/v1/accounts/:accountId/roles', {
        params: { accountId: account.id },
        headers: ifMatch(account.version),
        body: { roles },
      }),
    onSuccess: reload,
  });
  const changed = allRoles.some((role) => roles.includes(role) !== account.roles.includes(role));
  return (
    <li className="person">
      <div className="person__who">
        <h2 className="person__name">
          <bdi>{account.displayName}</bdi> {self && <span className="quiet">(you)</span>}
        </h2>
        <p className="quiet">{account.email}</p>
        <p className="quiet">Since {date(account.createdAt)}</p>
      </div>
      <fieldset className="person__roles">
        <legend className="visually-hidden">Roles of {account.displayName}</legend>
        {allRoles.map((role) => (
          <label key={role} className="check">
            <input
              type="checkbox"
              checked={roles.includes(role)}
              disabled={self && role === 'admin'}
              onChange={({ target: { checked } }) =>
                setRoles(allRoles.filter((each) => (each === role ? checked : roles.includes(each))))
              }
            />
            {roleNames[role]}
          </label>
        ))}
      </fieldset>
      {changed && (
        <div className="person__save">
          {roles.length === 0 ? (
            <p className="field__error">Select at least one role.</p>
          ) : (
            <SubmitButton
              type="button"
              className="button button--small"
              busy={save.isPending}
              busyText="Saving…"
              onClick={() => save.mutate()}
            >
              Save roles
            </SubmitButton>
          )}
          <button type="button" className="text-button" onClick={() => setRoles(account.roles)}>
            Discard
          </button>
        </div>
      )}
      {save.error && <ErrorText error={save.error} onReload={() => void reload()} />}
    </li>
  );
}

function ErrorText({ error, onReload }: { error: Error; onReload: () => void }) {
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
