import type { Account } from '@courses/contracts';
import { useChangeAccount } from '../api/accounts';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';
import { useQuestion } from '../ui/use-question';

interface Props {
  account: Account;
  onDone: (text: string) => void;
}

/** Disables an account, after a question, and enables it again. */
export function AccountAccess({ account, onDone }: Props) {
  const { displayName, disabledAt } = account;
  const { asking, ask: showQuestion, question, opener } = useQuestion();
  const change = useChangeAccount(account);
  const ask = (isAsking: boolean) => {
    change.reset();
    showQuestion(isAsking);
  };
  const run = (what: 'disable' | 'enable') =>
    change.mutate(what, {
      onSuccess: () => {
        onDone(`The account of ${displayName} is ${what}d.`);
        ask(false);
      },
    });
  const failure = change.error && <Alert>{errorMessage(change.error)}</Alert>;
  if (disabledAt) {
    return (
      <>
        <SubmitButton
          ref={opener}
          type="button"
          className="button button--small button--quiet"
          aria-label={`Enable the account of ${displayName}`}
          busy={change.isPending}
          busyText="Enabling…"
          onClick={() => run('enable')}
        >
          Enable
        </SubmitButton>
        {failure}
      </>
    );
  }
  if (!asking) {
    return (
      <button
        ref={opener}
        type="button"
        className="text-button"
        aria-label={`Disable the account of ${displayName}…`}
        onClick={() => ask(true)}
      >
        Disable…
      </button>
    );
  }
  return (
    <div
      ref={question}
      tabIndex={-1}
      role="group"
      aria-label={`Disable the account of ${displayName}?`}
      className="person__question"
    >
      <p>
        No one can sign in with it, and all its sessions end. Pages that are open may go on for up to 10
        minutes. Seats and courses stay.
      </p>
      {failure}
      <SubmitButton
        type="button"
        className="button button--small"
        busy={change.isPending}
        busyText="Disabling…"
        onClick={() => run('disable')}
      >
        Disable account
      </SubmitButton>
      <button type="button" className="button button--small button--quiet" onClick={() => ask(false)}>
        Cancel
      </button>
    </div>
  );
}
