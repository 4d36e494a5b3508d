import { CommandError, failedToParse } from '../errors';
import type { Scope } from './expressions';
import { compileArrayFilter, type Predicate } from './matcher';
import { compileUpdatePipeline } from './pipeline';
import { slotsAt } from './slot';
import { operators } from './update-operators';
import { equal, isDoc, isOperatorDoc, setField, type Doc } from './values';

/** Makes a document's new state and leaves the old one as it was; unchanged parts are shared. */
export type Update = (doc: Doc, inserting: boolean) => Doc;

export interface UpdateOptions {
  arrayFilters?: unknown;
  scope: Scope;
  multi?: boolean;
}

export function compileUpdate(update: unknown, options: UpdateOptions): Update {
  if (Array.isArray(update)) {
    const run = compileUpdatePipeline(update as Doc[], options.scope);
    return (doc) => keepId(doc, run(doc));
  }
  if (!isDoc(update)) throw failedToParse('Update argument must be either an object or an array');
  if (!isOperatorDoc(update)) {
    if (options.multi) throw failedToParse('multi update is not supported for replacement-style update');
    return (doc) => replacement(doc, update);
  }
  const steps = stepsOf(update);
  const filters = new Map(
    (Array.isArray(options.arrayFilters) ? options.arrayFilters : []).map(compileArrayFilter),
  );
  return (doc, inserting) => applySteps(doc, steps, filters, inserting);
}

function replacement(doc: Doc, update: Doc): Doc {
  const id = doc._id ?? update._id;
  return keepId(doc, id === undefined ? update : withFirst('_id', id, update));
}

function withFirst(name: string, value: unknown, doc: Doc): Doc {
  const result: Doc = { [name]: name in doc ? doc[name] : value };
  for (const [key, field] of Object.entries(doc)) if (key !== name) setField(result, key, field);
  return result;
}

function keepId(before: Doc, after: Doc): Doc {
  if (before._id === undefined || equal(before._id, after._id)) return after;
  throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}

interface Step {
  operator: string;
  path: string;
  operand: unknown;
}

/** In the order in which MongoDB adds new fields: by path. Throws for unknown operators and clashing paths. */
function stepsOf(update: Doc): Step[] {
  const steps: Step[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (!operators.has(operator)) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${JSON.stringify(fields)}}`,
      );
    }
    for (const [path, operand] of Object.entries(fields)) steps.push({ operator, path, operand });
  }
  steps.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  refuseConflicts(steps.map(({ path }) => path));
  return steps;
}

function refuseConflicts(paths: string[]): void {
  const all = new Set<string>();
  for (const path of paths) {
    const clash = [...all].find(
      (known) => known === path || known.startsWith(`${path}.`) || path.startsWith(`${known}.`),
    );
    if (clash !== undefined) {
      const shorter = clash.length < path.length ? clash : path;
      throw new CommandError(40, `Updating the path '${path}' would create a conflict at '${shorter}'`);
    }
    all.add(path);
  }
}

function applySteps(before: Doc, steps: Step[], filters: Map<string, Predicate>, inserting: boolean): Doc {
  const doc = { ...before };
  for (const { operator, path, operand } of steps) {
    if (operator === '$setOnInsert' && !inserting) continue;
    for (const slot of slotsAt(doc, path, filters)) operators.get(operator)!(slot, operand, doc);
  }
  return keepId(before, doc);
}

/** The document that an upsert starts from: what the filter says by equality. */
export function upsertSeed(filter: Doc): Doc {
  const seed: Doc = {};
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(operand)) {
      for (const clause of operand) copyInto(seed, upsertSeed(clause as Doc));
    } else if (!key.startsWith('$')) {
      const value = isOperatorDoc(operand) ? (operand.$eq ?? onlyOne(operand.$in)) : operand;
      if (value !== undefined) slotsAt(seed, key, new Map()).forEach((slot) => slot.set(value));
    }
  }
  return seed;
}

const onlyOne = (list: unknown): unknown => (Array.isArray(list) && list.length === 1 ? list[0] : undefined);

function copyInto(target: Doc, source: Doc): void {
  for (const [key, value] of Object.entries(source)) setField(target, key, value);
}
