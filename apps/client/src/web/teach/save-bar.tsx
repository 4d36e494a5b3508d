import type { RefObject } from 'react';
import { SubmitButton } from '../ui/form/submit-button';
import { Alert } from '../ui/feedback/alert';

interface Props {
  busy: boolean;
  dirty: boolean;
  saved: boolean;
  failure: string;
  saveButton: RefObject<HTMLButtonElement | null>;
  onDiscard: () => void;
}

export function SaveBar({ busy, dirty, saved, failure, saveButton, onDiscard }: Props) {
  return (
    <div className="save-bar">
      {failure && <Alert title="Not saved; your changes are kept">{failure}</Alert>}
      <div className="save-bar__row">
        <SubmitButton ref={saveButton} busy={busy} busyText="Saving…">
          Save
        </SubmitButton>
        {dirty && !busy && (
          <button type="button" className="text-button" onClick={onDiscard}>
            Discard
          </button>
        )}
        <p className="save-bar__state" role="status">
          {saved && !dirty ? 'Saved' : dirty ? 'Unsaved changes' : ''}
        </p>
      </div>
    </div>
  );
}
