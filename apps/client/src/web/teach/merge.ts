export interface Merge<Fields> {
  /** What I changed and must be written. */
  changes: Partial<Fields>;
  /** What both of us changed to different values. */
  conflicts: (keyof Fields & string)[];
}

/** Three-way merge of my values with those that someone else saved, both based on `base`. */
export function merge<Fields extends object>(base: Fields, mine: Fields, theirs: Fields): Merge<Fields> {
  const names = Object.keys(base) as (keyof Fields & string)[];
  const changed = names.filter((name) => !same(mine[name], base[name]) && !same(mine[name], theirs[name]));
  const conflicts = changed.filter((name) => !same(theirs[name], base[name]));
  const changes: Partial<Fields> = {};
  for (const name of changed) if (!conflicts.includes(name)) changes[name] = mine[name];
  return { changes, conflicts };
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
