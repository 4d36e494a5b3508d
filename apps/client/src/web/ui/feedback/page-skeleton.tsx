/** The placeholder of a page while its code or data loads. */
export function PageSkeleton({ children = 'Loading…' }: { children?: string }) {
  return (
    <div className="wrap page">
      <p role="status" className="visually-hidden">
        {children}
      </p>
      <div className="skeleton page__skeleton" aria-hidden="true">
        <div className="skeleton__line skeleton__line--heading" />
        <div className="skeleton__line" />
        <div className="skeleton__line skeleton__line--medium" />
        <div className="skeleton__line" />
      </div>
    </div>
  );
}
