export interface Merge<Fields> {
  /** What I changed, and is still to be written. */
  changes: Partial<Fields>;
  /** What both of us changed, to different things. */
  conflicts: (keyof Fields & string)[];
}

/** Joins what I typed with what somebody else saved, both of us having started from `base`. */
export function merge<Fields extends object>(base: Fields, mine: Fields, theirs: Fields): Merge<Fields> {
  const names = Object.keys(base) as (keyof Fields & string)[];
  const changed = names.filter((name) => !same(mine[name], base[name]) && !same(mine[name], theirs[name]));
  const conflicts = changed.filter((name) => !same(theirs[name], base[name]));
  const changes: Partial<Fields> = {};
  for (const name of changed) if (!conflicts.includes(name)) changes[name] = mine[name];
  return { changes, conflicts };
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
