import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { edgeOf, type Box } from './diagram-layout';
import { traceUrl } from './traces/trace-url';

interface Props {
  from: Box;
  to: Box;
  /** In milliseconds. */
  delay: number;
  /** Where a click leads. */
  traceId: string | undefined;
}

export const travelMs = 900;

/** A dot that moves once from one box to another; none with reduced motion, since the list says and links the same. */
export function EventDot({ from, to, delay, traceId }: Props) {
  const dot = useRef<SVGGElement>(null);
  const [start, end] = [edgeOf(from, to), edgeOf(to, from)];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  useEffect(() => {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const move = dot.current?.animate(
      [
        { transform: 'none', visibility: 'visible' },
        { transform: `translate(${dx}px, ${dy}px)`, visibility: 'visible', opacity: 1, offset: 0.95 },
        { transform: `translate(${dx}px, ${dy}px)`, visibility: 'visible', opacity: 0 },
      ],
      { duration: travelMs, delay, easing: 'ease-in-out' },
    );
    return () => move?.cancel();
  }, [dx, dy, delay]);
  const circles = (
    <>
      <circle className="system__dot" cx={start.x} cy={start.y} r="7" />
      <circle className="system__dot-target" cx={start.x} cy={start.y} r="22" />
    </>
  );
  return (
    <g ref={dot} className="system__event">
      {traceId === undefined ? (
        circles
      ) : (
        <Link to={traceUrl(traceId)} tabIndex={-1}>
          {circles}
        </Link>
      )}
    </g>
  );
}
