/** The ends of lines, by kind. */
export const Arrowheads = () => (
  <defs>
    {['request', 'event'].map((kind) => (
      <marker
        key={kind}
        id={`arrow-${kind}`}
        className={`system__arrow system__arrow--${kind}`}
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="8"
        markerHeight="8"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M 0 0.5 L 7.5 4 L 0 7.5 z" />
      </marker>
    ))}
  </defs>
);
