import { lazy, Suspense } from 'react';
import { ErrorBoundary } from '../feedback/error-boundary';
import type { MarkdownProps } from './markdown-renderer';

const MarkdownRenderer = lazy(() => import('./markdown-renderer'));

/** Authors' text. Its renderer is loaded when it is first needed; where it fails, the text itself is shown. */
export function Markdown(props: MarkdownProps) {
  return (
    <ErrorBoundary fallback={<div className="prose prose--plain">{props.text}</div>}>
      <Suspense fallback={<p className="quiet">Loading the text…</p>}>
        <MarkdownRenderer {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
