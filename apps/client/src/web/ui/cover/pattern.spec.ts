import { coverHeight, coverOf, coverWidths, type Cover, type Subject } from './pattern';

const subjects: Subject[] = Array.from({ length: 60 }, (_, index) => ({
  id: `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  level: (['beginner', 'intermediate', 'advanced'] as const)[index % 3] ?? 'beginner',
  tags: [`tag-${index % 7}`],
}));
const [subject] = subjects as [Subject];

/** Every point that the path names, absolute. */
function points({ strong, soft }: Cover): [number, number][] {
  const found: [number, number][] = [];
  for (const [, command = '', args = ''] of `${strong}${soft}`.matchAll(/([MLA])([^A-Za-z]*)/g)) {
    const numbers = args.trim().split(/\s+/).map(Number);
    found.push(numbers.slice(command === 'A' ? 5 : 0).slice(0, 2) as [number, number]);
  }
  return found;
}

it('draws the same cover for the same course', () => {
  expect(coverOf(subject)).toEqual(coverOf({ ...subject }));
});

it('draws a different cover for another course, level or tag', () => {
  const covers = subjects.map((each) => JSON.stringify(coverOf(each)));
  expect(new Set(covers).size).toBe(covers.length);
  expect(coverOf({ ...subject, level: 'advanced' })).not.toEqual(coverOf(subject));
});

it('uses every background', () => {
  expect(new Set(subjects.map((each) => coverOf(each).ground)).size).toBe(3);
});

it('continues on a banner what a card shows', () => {
  for (const each of subjects) {
    const card = coverOf(each);
    const banner = coverOf(each, coverWidths.banner);
    expect(banner.strong.startsWith(card.strong) && banner.soft.startsWith(card.soft)).toBe(true);
  }
});

it('draws inside its box only', () => {
  for (const each of subjects) {
    for (const [x, y] of points(coverOf(each))) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(coverWidths.card);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(coverHeight);
    }
  }
});
