import { lazy, Suspense } from 'react';
import { ErrorBoundary } from '../feedback/error-boundary';
import type { MarkdownProps } from './markdown-renderer';

const MarkdownRenderer = lazy(() => import('./markdown-renderer'));

/** Markdown of authors. Its renderer is lazy-loaded; when that fails, the plain text is shown. */
export function Markdown(props: MarkdownProps) {
  return (
    <ErrorBoundary fallback={<div className="prose prose--plain">{props.text}</div>}>
      <Suspense fallback={<p className="quiet">Loading the text…</p>}>
        <MarkdownRenderer {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
