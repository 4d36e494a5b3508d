import type { ReactNode } from 'react';
import { ApiError } from '../../api/api-error';
import { mainId } from '../main-id';
import { errorMessage } from './error-message';

/** A message in place of content: what happened, and what to do next. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="notice">
      <h2 className="notice__title">{title}</h2>
      {children}
    </div>
  );
}

interface FailureProps {
  title: string;
  error: unknown;
  onRetry: () => unknown;
}

export function Failure({ title, error, onRetry }: FailureProps) {
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  const retry = () => {
    // The button is removed while loading; without this the focus would be lost with it.
    document.getElementById(mainId)?.focus({ preventScroll: true });
    onRetry();
  };
  return (
    <div role="alert">
      <Notice title={title}>
        <p>{errorMessage(error)}</p>
        <button className="button" type="button" onClick={retry}>
          Retry
        </button>
        {requestId && (
          <p className="notice__small">
            Request ID: <code>{requestId}</code>
          </p>
        )}
      </Notice>
    </div>
  );
}
