import type { QueueState } from '../../shared/system-state';
import type { Box } from './diagram-layout';

const dotStep = 11;

/** The queues of one service inside the broker, with a dot for each message that waits. */
export function QueueLane({ place: { x, y, width, height }, queues }: { place: Box; queues: QueueState[] }) {
  const waiting = queues.reduce((sum, queue) => sum + (queue.waiting ?? 0), 0);
  const isPaused = queues.some(({ counts }) => counts?.paused);
  const text = `${waiting}${width > 120 ? ' waiting' : ''}`;
  const room = Math.floor((width - 20 - text.length * 7.5) / dotStep);
  const middle = y + height / 2;
  return (
    <g className={isPaused ? 'lane lane--paused' : 'lane'}>
      <rect x={x} y={y} width={width} height={height} rx="8" />
      {isPaused && <path className="lane__bars" d={`M ${x + 10} ${middle - 6} v 12 m 6 -12 v 12`} />}
      {Array.from({ length: Math.max(0, Math.min(waiting, room - (isPaused ? 1 : 0))) }, (_, index) => (
        <circle key={index} cx={x + (isPaused ? 28 : 12) + index * dotStep} cy={middle} r="4" />
      ))}
      {waiting === 0 && width > 120 && (
        <text x={x + (isPaused ? 28 : 11)} y={middle} dominantBaseline="middle">
          {queues.length === 1 ? 'queue' : `${queues.length} queues`}
        </text>
      )}
      <text x={x + width - 9} y={middle} textAnchor="end" dominantBaseline="middle">
        {text}
      </text>
    </g>
  );
}
