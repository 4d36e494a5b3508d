import type { Box } from './diagram-layout';

interface Props {
  place: Box;
  name: string;
  note?: string;
  state?: string | undefined;
  up: boolean;
  database?: boolean;
}

export function SystemBox({ place: { x, y, width, height }, name, note, state, up, database }: Props) {
  const kind = database ? 'system__box system__box--database' : 'system__box';
  const texts = [name, note, state].filter((text) => text !== undefined);
  const step = 20;
  const first = y + height / 2 - ((texts.length - 1) * step) / 2;
  return (
    <g className={up ? kind : `${kind} system__box--down`}>
      <rect x={x} y={y} width={width} height={height} rx={database ? 18 : 12} />
      <circle className="system__lamp" cx={x + 12} cy={y + 12} r="4.5" />
      {texts.map((text, index) => (
        <text
          key={text}
          className={index === 0 ? 'system__name' : 'system__note'}
          x={x + width / 2}
          y={first + index * step}
          textAnchor="middle"
          dominantBaseline="middle"
        >
          {text}
        </text>
      ))}
    </g>
  );
}
