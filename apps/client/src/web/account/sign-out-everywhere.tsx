import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useSignOut } from '../api/session';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';
import { useQuestion } from '../ui/use-question';

/** Asks first: it signs out here, too. */
export function SignOutEverywhere() {
  const signOut = useSignOut('/session/all');
  const navigate = useNavigate();
  const { asking, ask, question, opener } = useQuestion();
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => navigate('/') });
  if (!asking) {
    return (
      <button ref={opener} type="button" className="button button--quiet" onClick={() => ask(true)}>
        Sign out everywhere…
      </button>
    );
  }
  return (
    <div
      ref={question}
      tabIndex={-1}
      role="group"
      aria-label="Sign out everywhere?"
      className="account-page__question"
    >
      <p>
        You will be signed out in every browser, including this one. Elsewhere it may take up to 10 minutes.
      </p>
      {leave.error && <Alert>{errorMessage(leave.error)}</Alert>}
      <div className="account-page__answers">
        <SubmitButton
          type="button"
          className="button button--small"
          busy={leave.isPending}
          busyText="Signing out…"
          onClick={() => leave.mutate()}
        >
          Sign out everywhere
        </SubmitButton>
        <button type="button" className="button button--small button--quiet" onClick={() => ask(false)}>
          Cancel
        </button>
      </div>
    </div>
  );
}
