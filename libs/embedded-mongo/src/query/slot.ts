import { badValue, CommandError } from '../errors';
import type { Predicate } from './matcher';
import { isIndex } from './path';
import { getField, isDoc, setField, type Doc } from './values';

const MAX_PADDING = 1_500_000;

/** One place in a document that an update operator changes; what leads there is copied, the rest stays shared. */
export class Slot {
  constructor(
    /** A copy of its own: only the documents inside it may be shared. */
    private readonly root: Doc,
    readonly path: string[],
  ) {}

  get value(): unknown {
    return this.path.reduce(child, this.root);
  }

  /** Creates the documents on the way. Throws PathNotViable when something else is in the way. */
  set(value: unknown): void {
    let parent: Doc | unknown[] = this.root;
    for (const [i, part] of this.path.slice(0, -1).entries()) {
      const next = copyOf(child(parent, part) ?? (hasChild(parent, part) ? null : {}));
      if (!next) throw this.notViable(i + 1, part, child(parent, part));
      this.put(parent, i, next);
      parent = next;
    }
    this.put(parent, this.path.length - 1, value);
  }

  unset(): void {
    if (this.value === undefined) return;
    const name = this.path.at(-1)!;
    const owner = new Slot(this.root, this.path.slice(0, -1));
    if (Array.isArray(owner.value)) return this.set(null);
    const rest = this.path.length > 1 ? copyOf(owner.value)! : this.root;
    delete (rest as Doc)[name];
    if (rest !== this.root) owner.set(rest);
  }

  private put(parent: Doc | unknown[], at: number, value: unknown): void {
    const name = this.path[at]!;
    if (Array.isArray(parent)) this.setElement(parent, name, value, at);
    else setField(parent, name, value);
  }

  private setElement(array: unknown[], part: string, value: unknown, at: number): void {
    if (!isIndex(part)) throw this.notViable(at, this.path[at - 1]!, array);
    if (Number(part) - array.length > MAX_PADDING)
      throw badValue(`can't backfill more than ${MAX_PADDING} elements`);
    while (array.length < Number(part)) array.push(null);
    array[Number(part)] = value;
  }

  private notViable(at: number, name: string, value: unknown): CommandError {
    return new CommandError(
      28,
      `Cannot create field '${this.path[at]}' in element {${name}: ${JSON.stringify(value)}}`,
    );
  }
}

function copyOf(value: unknown): Doc | unknown[] | undefined {
  if (Array.isArray(value)) return [...(value as unknown[])];
  return isDoc(value) ? { ...value } : undefined;
}

function child(parent: unknown, part: string): unknown {
  if (Array.isArray(parent)) return isIndex(part) ? (parent as unknown[])[Number(part)] : undefined;
  return isDoc(parent) ? getField(parent, part) : undefined;
}

const hasChild = (parent: Doc | unknown[], part: string): boolean => child(parent, part) !== undefined;

/** The places a path means: `$[]` is every element, `$[name]` those that pass the array filter of that name. */
export function slotsAt(root: Doc, path: string, filters: Map<string, Predicate>): Slot[] {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new CommandError(
      56,
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  let paths: string[][] = [[]];
  for (const part of parts) {
    if (part === '$') throw badValue('The positional operator did not find the match needed from the query.');
    const selector = /^\$\[(.*)\]$/.exec(part);
    paths = paths.flatMap((known) =>
      selector ? elements(root, known, selector[1]!, filters) : [[...known, part]],
    );
  }
  return paths.map((found) => new Slot(root, found));
}

function elements(root: Doc, path: string[], name: string, filters: Map<string, Predicate>): string[][] {
  const array = path.reduce(child, root as unknown);
  if (!Array.isArray(array))
    throw badValue(
      `The path '${path.join('.')}' must exist in the document in order to apply array updates.`,
    );
  const passes = name === '' ? () => true : filters.get(name);
  if (!passes)
    throw badValue(`No array filter found for identifier '${name}' in path '${path.join('.')}.$[${name}]'`);
  return array.flatMap((element, i) => (passes(element) ? [[...path, String(i)]] : []));
}
