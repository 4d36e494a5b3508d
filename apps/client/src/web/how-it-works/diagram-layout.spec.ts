import { diagramFor, type Box, type Point } from './diagram-layout';

const names = ['courses', 'enrollments', 'identity', 'reviews', 'certificates'];

const isInside = ({ x, y }: Point, box: Box) =>
  x > box.x + 1 && x < box.x + box.width - 1 && y > box.y + 1 && y < box.y + box.height - 1;

/** Points along a way, close enough to find every box that it runs through. */
const along = (points: Point[]): Point[] =>
  points.slice(1).flatMap((to, index) => {
    const from = points[index] as Point;
    return Array.from({ length: 200 }, (_, step) => ({
      x: from.x + ((to.x - from.x) * step) / 200,
      y: from.y + ((to.y - from.y) * step) / 200,
    }));
  });

describe.each([390, 1280])('at %i pixels', (width) => {
  it.each([1, 3, 5])('leads no line through a box, with %i services', (count) => {
    const { routes, services, browser, client, broker } = diagramFor(width, names.slice(0, count));
    const boxes: Record<string, Box> = { browser, client, broker };
    for (const [name, { box, database }] of Object.entries(services))
      Object.assign(boxes, { [name]: box, [`${name} database`]: database });
    for (const [ends, { points }] of Object.entries(routes))
      for (const [name, box] of Object.entries(boxes))
        expect([ends, name, along(points).some((point) => isInside(point, box))]).toEqual([
          ends,
          name,
          false,
        ]);
  });

  it('keeps every box in the picture, apart from the others', () => {
    const diagram = diagramFor(width, names);
    const boxes = [diagram.browser, diagram.client, diagram.broker];
    for (const { box, database } of Object.values(diagram.services)) boxes.push(box, database);
    for (const box of boxes) {
      expect(box.x >= 0 && box.x + box.width <= diagram.width).toBe(true);
      expect(box.y >= 0 && box.y + box.height <= diagram.height).toBe(true);
      for (const other of boxes)
        if (other !== box)
          expect([isInside({ x: box.x + 2, y: box.y + 2 }, other), box]).toEqual([false, box]);
    }
  });
});
