const [width, height] = [132, 30];
/** A single message is no peak. */
const leastTop = 4;

/** The numbers of the last minutes, oldest first; a gap where one was unknown. The number itself stands beside it. */
export function Sparkline({ values, length }: { values: (number | null)[]; length: number }) {
  const top = Math.max(leastTop, ...values.map((value) => value ?? 0));
  const step = width / Math.max(1, length - 1);
  const xOf = (index: number) => width - (values.length - 1 - index) * step;
  const yOf = (value: number) => height - 2 - (value / top) * (height - 6);
  const runs = runsOf(values);
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      preserveAspectRatio="none"
    >
      <line className="sparkline__base" x1="0" x2={width} y1={height - 2} y2={height - 2} />
      {runs.map((run) => {
        const points = run.map(({ index, value }) => `${xOf(index).toFixed(1)},${yOf(value).toFixed(1)}`);
        const [first, last] = [run[0], run.at(-1)];
        const isFlat = run.every(({ value }) => value === 0);
        return (
          first &&
          last && (
            <g
              key={first.index}
              className={isFlat ? 'sparkline__run sparkline__run--flat' : 'sparkline__run'}
            >
              <polygon
                points={`${xOf(first.index)},${height - 2} ${points.join(' ')} ${xOf(last.index)},${height - 2}`}
              />
              <polyline points={points.join(' ')} />
            </g>
          )
        );
      })}
    </svg>
  );
}

function runsOf(values: (number | null)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [[]];
  values.forEach((value, index) => {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push({ index, value });
  });
  return runs.filter((run) => run.length > 0);
}
