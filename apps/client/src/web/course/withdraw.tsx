import type { Roster } from '@courses/contracts';
import { useWithdraw } from '../api/enrollments';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';
import { useQuestion } from '../ui/use-question';

interface Props {
  roster: Roster;
  /** Or a place on the waiting list. */
  seat: boolean;
  onWithdrawn: () => void;
}

/** Gives up a seat or leaves the waiting list, after a question. */
export function Withdraw({ roster: { courseId, waiting }, seat, onWithdrawn }: Props) {
  const { asking, ask, question, opener } = useQuestion();
  const withdraw = useWithdraw(courseId);
  const name = seat ? 'Give up the seat' : 'Leave the waiting list';
  // By the promise: what `mutate` would call back is dropped when this is removed with the place.
  const submit = () => void withdraw.mutateAsync().then(onWithdrawn, () => undefined);
  if (!asking) {
    return (
      <button ref={opener} type="button" className="text-button" onClick={() => ask(true)}>
        {name}
      </button>
    );
  }
  return (
    <div ref={question} tabIndex={-1} className="my-place__question" role="group" aria-label={`${name}?`}>
      <p>{seat ? loss(waiting) : 'You lose your place on the list.'}</p>
      <SubmitButton
        type="button"
        className="button button--small"
        busy={withdraw.isPending}
        busyText="Withdrawing…"
        onClick={submit}
      >
        {name}
      </SubmitButton>
      <button type="button" className="button button--small button--quiet" onClick={() => ask(false)}>
        Cancel
      </button>
      {withdraw.error && (
        <p className="field__error" role="alert">
          {errorMessage(withdraw.error)}
        </p>
      )}
    </div>
  );
}

const loss = (waiting: number): string =>
  waiting > 0
    ? 'Your seat goes to the next person on the waiting list, and your progress is lost.'
    : 'Your progress in this course is lost.';
