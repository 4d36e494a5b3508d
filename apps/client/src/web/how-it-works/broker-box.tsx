import type { Box } from './diagram-layout';

interface Props {
  place: Box;
  note: string;
  isUp: boolean;
}

/** As high as all services, since it has a queue beside each consumer. */
export function BrokerBox({ place: { x, y, width, height }, note, isUp }: Props) {
  const isNarrow = width < 120;
  return (
    <g className={isUp ? 'system__box' : 'system__box system__box--down'}>
      <rect x={x} y={y} width={width} height={height} rx="12" />
      <circle
        className="system__lamp"
        cx={isNarrow ? x + width / 2 : x + 13}
        cy={y + (isNarrow ? 8 : 13)}
        r={isNarrow ? 3.5 : 4.5}
      />
      <text className="system__name" x={x + width / 2} y={y + (isNarrow ? 26 : 21)} textAnchor="middle">
        RabbitMQ
      </text>
      {!isNarrow && (
        <text className="system__note" x={x + width / 2} y={y + 40} textAnchor="middle">
          {isUp ? note : 'stopped'}
        </text>
      )}
    </g>
  );
}
