export function CardSkeletons() {
  return (
    <div className="results">
      <p role="status" className="visually-hidden">
        Loading courses…
      </p>
      <div className="grid skeleton" aria-hidden="true">
        {Array.from({ length: 6 }, (_, index) => (
          <div className="card" key={index}>
            <div className="skeleton__cover" />
            <div className="card__body">
              <div className="skeleton__line skeleton__line--short" />
              <div className="skeleton__line skeleton__line--title" />
              <div className="skeleton__line" />
              <div className="skeleton__line skeleton__line--medium" />
              <div className="card__foot" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
