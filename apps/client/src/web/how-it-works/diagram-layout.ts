/** A box of the diagram. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** A line along its points. Requests are answered; events are not, and wait where nobody takes them. */
export interface Route {
  points: Point[];
  kind: 'request' | 'event' | 'storage';
}

export interface Diagram {
  width: number;
  height: number;
  isNarrow: boolean;
  browser: Box;
  client: Box;
  broker: Box;
  /** By name. */
  services: Record<string, { box: Box; database: Box; lane: Box }>;
  /** By `<from> <to>`. */
  routes: Record<string, Route>;
}

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

const wide = {
  width: 960,
  top: 48,
  pitch: 132,
  service: { x: 404, width: 190, height: 76 },
  database: { inset: 22, gap: 8, height: 34 },
  broker: { x: 716, width: 236, above: 22 },
  lane: { inset: 14, height: 32 },
};

const narrow: typeof wide = {
  width: 360,
  top: 104,
  pitch: 126,
  service: { x: 26, width: 166, height: 72 },
  database: { inset: 14, gap: 6, height: 30 },
  broker: { x: 262, width: 94, above: 4 },
  lane: { inset: 6, height: 32 },
};

/** Where the events leave a service and reach it, above and below its middle. */
const apart = 15;

/** One row for each service, whatever their number; the broker is as high as all of them. */
export function diagramFor(windowWidth: number, names: string[]): Diagram {
  const isNarrow = windowWidth < 720;
  const { width, top, pitch, service, database, broker, lane } = isNarrow ? narrow : wide;
  const height = top + names.length * pitch;
  const bus = box(broker.x, top - broker.above, broker.width, height - top + broker.above - 10);
  const rowOf = (index: number) => {
    const y = top + index * pitch;
    const at = box(service.x, y, service.width, service.height);
    const dbWidth = service.width - 2 * database.inset;
    const dbY = y + service.height + database.gap;
    const laneY = center(at).y + apart - lane.height / 2;
    return {
      box: at,
      database: box(service.x + database.inset, dbY, dbWidth, database.height),
      lane: box(broker.x + lane.inset, laneY, broker.width - 2 * lane.inset, lane.height),
    };
  };
  const services = Object.fromEntries(names.map((name, index) => [name, rowOf(index)]));
  const middle = top + ((names.length - 1) * pitch) / 2;
  const browser = isNarrow ? box(4, 16, 100, 56) : box(8, middle, 124, 76);
  const client = isNarrow ? box(144, 16, 116, 56) : box(186, middle, 148, 76);
  const places = { isNarrow, browser, client, broker: bus, services };
  return { width, height, ...places, routes: routesOf(places) };
}

function routesOf({
  isNarrow,
  browser,
  client,
  broker,
  services,
}: Omit<Diagram, 'width' | 'height' | 'routes'>) {
  const [c, b] = [center(client), center(broker)];
  const routes: Record<string, Route> = {
    'browser client': request([right(browser), left(client)]),
    // Over the top, so that it crosses nothing.
    'broker client': event(
      isNarrow
        ? [{ x: b.x, y: broker.y }, { x: b.x, y: c.y }, right(client)]
        : [
            { x: b.x, y: broker.y },
            { x: b.x, y: 10 },
            { x: c.x, y: 10 },
            { x: c.x, y: client.y },
          ],
    ),
  };
  for (const [name, { box: service, database }] of Object.entries(services)) {
    const s = center(service);
    const trunk = isNarrow ? 11 : (client.x + client.width + service.x) / 2;
    const down = { x: c.x, y: client.y + client.height };
    const turn = { x: c.x, y: down.y + 16 };
    const start = isNarrow ? [down, turn, { x: trunk, y: turn.y }] : [right(client), { x: trunk, y: c.y }];
    routes[`client ${name}`] = request([...start, { x: trunk, y: s.y }, left(service)]);
    const edge = service.x + service.width;
    const publish = [
      { x: edge, y: s.y - apart },
      { x: broker.x, y: s.y - apart },
    ];
    const consume = [
      { x: broker.x, y: s.y + apart },
      { x: edge, y: s.y + apart },
    ];
    routes[`${name} broker`] = event(publish);
    routes[`broker ${name}`] = event(consume);
    const bottom = { x: s.x, y: service.y + service.height };
    routes[`${name} database`] = { kind: 'storage', points: [bottom, { x: s.x, y: database.y }] };
  }
  return routes;
}

const request = (points: Point[]): Route => ({ kind: 'request', points });
const event = (points: Point[]): Route => ({ kind: 'event', points });

export const center = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
const left = (of: Box): Point => ({ x: of.x, y: center(of).y });
const right = (of: Box): Point => ({ x: of.x + of.width, y: center(of).y });

const radius = 10;

/** An SVG path with rounded corners. */
export function pathOf(points: Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M ${point.x} ${point.y}`;
      if (!after) return `L ${point.x} ${point.y}`;
      const [start, end] = [towards(point, before), towards(point, after)];
      return `L ${start.x} ${start.y} Q ${point.x} ${point.y} ${end.x} ${end.y}`;
    })
    .join(' ');
}

function towards(from: Point, to: Point): Point {
  const length = distance(from, to);
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);
