import type { CourseLevel } from '@courses/contracts';

/** In units of the SVG. A banner extends the card to the right. */
export const coverHeight = 120;
export const coverWidths = { card: 240, banner: 720 };

/** The higher the level, the finer the grid. */
const tileSizes: Record<CourseLevel, number> = { beginner: 60, intermediate: 40, advanced: 30 };

const grounds = ['deep', 'pale', 'night'] as const;
export type Ground = (typeof grounds)[number];

export interface Cover {
  ground: Ground;
  /** SVG path data, one path for each tone. */
  strong: string;
  soft: string;
}

export interface Subject {
  id: string;
  level: CourseLevel;
  tags: string[];
}

type Shape = (x: number, y: number, size: number, turn: number) => string;

/** Deterministic: the id seeds it, the level sets the grid, the first tag picks the family of shapes. */
export function coverOf(course: Subject, width = coverWidths.card): Cover {
  const { id, level, tags } = course;
  const random = randomFrom(hash(id));
  const size = tileSizes[level];
  const family = pick(families, hash(tags[0] ?? level) / 2 ** 32);
  const cover: Cover = { ground: pick(grounds, random()), strong: '', soft: '' };
  for (let x = 0; x < width; x += size) {
    for (let y = 0; y < coverHeight; y += size) {
      const tone = random();
      const path = pick(family, random())(x, y, size, Math.floor(random() * 4));
      if (tone < 0.45) cover.strong += path;
      else if (tone < 0.9) cover.soft += path;
    }
  }
  return cover;
}

const corners = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

const corner = (x: number, y: number, size: number, turn: number): string => {
  const [right, down] = corners[(turn % 4) as 0 | 1 | 2 | 3];
  return `${x + right * size} ${y + down * size}`;
};

const arc = (radius: number, to: string): string => `A${radius} ${radius} 0 0 1 ${to}`;

const quarter: Shape = (x, y, size, turn) =>
  `M${corner(x, y, size, turn)}L${corner(x, y, size, turn + 1)}${arc(size, corner(x, y, size, turn + 3))}Z`;

const leaf: Shape = (x, y, size, turn) =>
  `M${corner(x, y, size, turn)}${arc(size, corner(x, y, size, turn + 2))}${arc(size, corner(x, y, size, turn))}Z`;

const half: Shape = (x, y, size, turn) =>
  `M${corner(x, y, size, turn + 1)}${arc(size / 2, corner(x, y, size, turn))}Z`;

const triangle: Shape = (x, y, size, turn) =>
  `M${corner(x, y, size, turn)}L${corner(x, y, size, turn + 1)}L${corner(x, y, size, turn + 2)}Z`;

const square: Shape = (x, y, size) => `M${x} ${y}h${size}v${size}h-${size}Z`;

const disc: Shape = (x, y, size) => {
  const radius = size / 2;
  return `M${x} ${y + radius}a${radius} ${radius} 0 1 1 ${size} 0a${radius} ${radius} 0 1 1 -${size} 0Z`;
};

const bars: Shape = (x, y, size, turn) =>
  [0, 0.4, 0.8]
    .map((at) =>
      turn % 2 === 0
        ? `M${x} ${y + at * size}h${size}v${size / 5}h-${size}Z`
        : `M${x + at * size} ${y}v${size}h${size / 5}v-${size}Z`,
    )
    .join('');

const families: readonly (readonly Shape[])[] = [
  [quarter, quarter, quarter, disc],
  [leaf, leaf, quarter],
  [triangle, triangle, triangle, square],
  [disc, bars, half],
  [triangle, half, quarter],
];

function pick<Item>(items: readonly Item[], fraction: number): Item {
  return items[Math.floor(fraction * items.length)] as Item;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Mulberry32: numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
