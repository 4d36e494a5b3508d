import { useEffect, useRef } from 'react';
import { edgeOf, type Box } from './diagram-layout';

interface Props {
  from: Box;
  to: Box;
  /** In milliseconds. */
  delay: number;
}

export const travelMs = 900;

/** A dot that moves once from one box to another; none with reduced motion, since the list says the same. */
export function EventDot({ from, to, delay }: Props) {
  const dot = useRef<SVGCircleElement>(null);
  const [start, end] = [edgeOf(from, to), edgeOf(to, from)];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  useEffect(() => {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const move = dot.current?.animate(
      [
        { transform: 'none', opacity: 1 },
        { transform: `translate(${dx}px, ${dy}px)`, opacity: 1, offset: 0.95 },
        { transform: `translate(${dx}px, ${dy}px)`, opacity: 0 },
      ],
      { duration: travelMs, delay, easing: 'ease-in-out' },
    );
    return () => move?.cancel();
  }, [dx, dy, delay]);
  return <circle ref={dot} className="system__dot" cx={start.x} cy={start.y} r="7" />;
}
