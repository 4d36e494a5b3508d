import type { Box } from './diagram-layout';

interface Props {
  place: Box;
  name: string;
  /** Lines below the name. */
  notes?: (string | undefined)[];
  up: boolean;
  database?: boolean;
  /** Whether it can be away. */
  hasLamp?: boolean;
}

const lineHeight = 19;

export function SystemBox({
  place: { x, y, width, height },
  name,
  notes = [],
  up,
  database,
  hasLamp = true,
}: Props) {
  const kind = database ? 'system__box system__box--database' : 'system__box';
  const texts = [name, ...notes].filter((text) => text !== undefined);
  const first = y + height / 2 - ((texts.length - 1) * lineHeight) / 2;
  return (
    <g className={up ? kind : `${kind} system__box--down`}>
      <rect x={x} y={y} width={width} height={height} rx={database ? height / 2 : 12} />
      {hasLamp && (
        <circle className="system__lamp" cx={x + 13} cy={database ? y + height / 2 : y + 13} r="4.5" />
      )}
      {texts.map((text, index) => (
        <text
          key={text}
          className={index === 0 ? 'system__name' : 'system__note'}
          x={x + width / 2}
          y={first + index * lineHeight}
          textAnchor="middle"
          dominantBaseline="middle"
        >
          {text}
        </text>
      ))}
    </g>
  );
}
