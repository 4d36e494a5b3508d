import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { distance, type Point, type Route } from './diagram-layout';

interface Props {
  route: Route;
  /** In milliseconds. */
  delay: number;
  /** Where a click leads. */
  to: string;
}

export const travelMs = 900;

/** A dot that moves once along a route; none with reduced motion, since the list says and links the same. */
export function EventDot({ route: { points }, delay, to }: Props) {
  const dot = useRef<SVGGElement>(null);
  const way = JSON.stringify(points);
  useEffect(() => {
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const frames = keyframes(JSON.parse(way) as Point[]);
    const move = dot.current?.animate(frames, { duration: travelMs, delay, easing: 'ease-in-out' });
    return () => move?.cancel();
  }, [way, delay]);
  const [start = { x: 0, y: 0 }] = points;
  return (
    <g ref={dot} className="system__event">
      <Link to={to} tabIndex={-1} preventScrollReset>
        <circle className="system__dot" cx={start.x} cy={start.y} r="7" />
        <circle className="system__dot-target" cx={start.x} cy={start.y} r="22" />
      </Link>
    </g>
  );
}

/** Each point at its share of the length; the dot fades where it arrives. */
function keyframes(points: Point[]): Keyframe[] {
  const start = points[0] as Point;
  const lengths = points.map((point, index) =>
    index === 0 ? 0 : distance(points[index - 1] as Point, point),
  );
  const total = lengths.reduce((sum, length) => sum + length, 0) || 1;
  let passed = 0;
  const moves = points.map(({ x, y }, index) => {
    passed += lengths[index] ?? 0;
    const transform = `translate(${x - start.x}px, ${y - start.y}px)`;
    return { transform, visibility: 'visible', opacity: 1, offset: (passed / total) * 0.95 };
  });
  return [...moves, { ...(moves.at(-1) as Keyframe), opacity: 0, offset: 1 }];
}
