import type { RosterEntry } from '@courses/contracts';
import { rosterLimits } from '@courses/contracts/limits';
import { useState } from 'react';
import { useRemoveStudent } from '../../api/rosters';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';
import { TextField } from '../../ui/form/field';
import { SubmitButton } from '../../ui/form/submit-button';

interface Props {
  entry: RosterEntry;
  name: string;
  onCancel: () => void;
  onRemoved: () => void;
}

/** Asks for the reason, which the student gets to read. */
export function RemoveForm({ entry: { courseId, id }, name, onCancel, onRemoved }: Props) {
  const remove = useRemoveStudent(courseId, id);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = () => {
    if (note.trim() === '') setMissing(true);
    else remove.mutate(note, { onSuccess: onRemoved });
  };
  return (
    <form
      className="people-list__form"
      aria-label={`Remove ${name}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label="Reason"
        hint="The student reads it in My courses. They can enroll again."
        error={missing ? 'Say why you remove this student.' : undefined}
        // The user has just asked for this form.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required
        maxLength={rosterLimits.removalNoteLength}
        value={note}
        onChange={({ target }) => {
          setNote(target.value);
          setMissing(false);
        }}
      />
      {remove.error && <Alert>{errorMessage(remove.error)}</Alert>}
      <p className="people-list__actions">
        <SubmitButton className="button button--small" busy={remove.isPending} busyText="Removing…">
          Remove student
        </SubmitButton>
        <button type="button" className="button button--small button--quiet" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </form>
  );
}
