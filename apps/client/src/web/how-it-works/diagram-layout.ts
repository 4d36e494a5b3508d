/** A box of the diagram. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Diagram {
  width: number;
  height: number;
  places: Record<string, Box>;
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const wide: Diagram = {
  width: 960,
  height: 500,
  places: {
    browser: box(8, 200, 124, 84),
    client: box(190, 200, 140, 84),
    courses: box(400, 10, 190, 84),
    enrollments: box(400, 178, 190, 84),
    identity: box(400, 346, 190, 84),
    'courses-db': box(424, 108, 142, 40),
    'enrollments-db': box(424, 276, 142, 40),
    'identity-db': box(424, 444, 142, 40),
    broker: box(720, 130, 232, 180),
  },
};

const narrow: Diagram = {
  width: 360,
  height: 590,
  places: {
    browser: box(4, 4, 104, 62),
    client: box(164, 4, 132, 62),
    courses: box(4, 128, 160, 66),
    enrollments: box(4, 286, 160, 66),
    identity: box(4, 444, 160, 66),
    'courses-db': box(20, 204, 128, 36),
    'enrollments-db': box(20, 362, 128, 36),
    'identity-db': box(20, 520, 128, 36),
    broker: box(232, 246, 124, 146),
  },
};

export const diagramFor = (windowWidth: number): Diagram => (windowWidth < 720 ? narrow : wide);

export interface Point {
  x: number;
  y: number;
}

export const center = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where the straight line from one box to another leaves the first. */
export function edgeOf(from: Box, to: Box): Point {
  const [a, b] = [center(from), center(to)];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const scale = Math.min(
    dx === 0 ? Infinity : from.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : from.height / 2 / Math.abs(dy),
  );
  return { x: a.x + dx * scale, y: a.y + dy * scale };
}
