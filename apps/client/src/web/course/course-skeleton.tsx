export function CourseSkeleton() {
  return (
    <div className="wrap course">
      <p role="status" className="visually-hidden">
        Loading the course…
      </p>
      <div className="skeleton course__skeleton" aria-hidden="true">
        <div className="skeleton__cover skeleton__cover--wide" />
        <div className="skeleton__line skeleton__line--short" />
        <div className="skeleton__line skeleton__line--heading" />
        <div className="skeleton__line" />
        <div className="skeleton__line skeleton__line--medium" />
      </div>
    </div>
  );
}
