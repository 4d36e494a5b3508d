import { badValue, CommandError } from '../errors';
import { isNumeric } from './arithmetic';
import { compileAlone, notImplemented, type Compile } from './expressions';
import { compileField } from './matcher';
import { getField, isDoc, isOperatorDoc, setField, type Doc } from './values';

/** A tree of the projected paths: true to keep or drop, a function to compute. */
type Rule = boolean | Computed | Map<string, Rule>;
type Computed = (value: unknown, root: Doc) => unknown;
type Tree = Map<string, Rule>;

/**
 * Compiles a projection; undefined where there is nothing to project. Throws on a mix of keeping and dropping.
 * Outside a pipeline `$slice` and `$elemMatch` are those of find.
 */
export function compileProjection(
  projection: unknown,
  compile: Compile = compileAlone,
  inPipeline = false,
): ((doc: Doc) => Doc) | undefined {
  if (projection === undefined || !isDoc(projection) || Object.keys(projection).length === 0)
    return undefined;
  const tree: Tree = new Map();
  let mode: boolean | undefined;
  for (const [path, wanted] of flattenSpec(projection)) {
    const rule = ruleFor(path, wanted, compile, inPipeline);
    const says = typeof rule === 'boolean' ? rule : isSlice(wanted) && !inPipeline ? undefined : true;
    if (path !== '_id' && says !== undefined) {
      if (mode !== undefined && says !== mode) {
        throw new CommandError(
          says ? 31253 : 31254,
          `Cannot do ${says ? 'inclusion' : 'exclusion'} on field ${path} in ${says ? 'exclusion' : 'inclusion'} projection`,
        );
      }
      mode = says;
    }
    insertRule(tree, path.split('.'), rule, path);
  }
  const including = mode ?? tree.get('_id') === true;
  if (including && !tree.has('_id')) tree.set('_id', true);
  return (doc) => project(doc, tree, including, doc) as Doc;
}

/** A plain document inside a projection, or inside `$set` of a pipeline, means its nested fields. */
export function flattenSpec(projection: Doc, prefix = ''): [path: string, wanted: unknown][] {
  return Object.entries(projection).flatMap(([key, wanted]) => {
    const nested = isDoc(wanted) && !isOperatorDoc(wanted) && Object.keys(wanted).length > 0;
    return nested ? flattenSpec(wanted, `${prefix}${key}.`) : [[prefix + key, wanted] as [string, unknown]];
  });
}

function ruleFor(path: string, wanted: unknown, compile: Compile, inPipeline: boolean): Rule {
  if (path.split('.').includes('$')) {
    if (inPipeline) throw new CommandError(16410, "FieldPath field names may not start with '$'");
    throw notImplemented('the positional projection');
  }
  if (isNumeric(wanted) || typeof wanted === 'boolean')
    return wanted !== false && Number(String(wanted)) !== 0;
  if (inPipeline) return computed(compile(wanted));
  if (isSlice(wanted)) return sliceOf(wanted.$slice);
  if (isOperatorDoc(wanted) && '$elemMatch' in wanted) {
    const matches = compileField([], { $elemMatch: wanted.$elemMatch });
    return (value) => (Array.isArray(value) ? firstMatch(value, (element) => matches([element])) : undefined);
  }
  return computed(compile(wanted));
}

const computed =
  (value: (doc: Doc) => unknown): Computed =>
  (_value, root) =>
    value(root);

/** It drops nothing, so it fits both modes; everything else that computes belongs to an inclusion. */
const isSlice = (wanted: unknown): wanted is Doc => isOperatorDoc(wanted) && '$slice' in wanted;

const firstMatch = (array: unknown[], test: (element: unknown) => boolean): unknown[] | undefined => {
  const found = array.find(test);
  return found === undefined ? undefined : [found];
};

function sliceOf(operand: unknown): Computed {
  const [skip, limit] = Array.isArray(operand) ? (operand as number[]) : [undefined, operand as number];
  if (typeof limit !== 'number') throw badValue('$slice needs a number or an array of two numbers');
  return (given) => {
    if (!Array.isArray(given)) return given;
    const value = given as unknown[];
    if (skip === undefined) return limit < 0 ? value.slice(limit) : value.slice(0, limit);
    const from = skip < 0 ? Math.max(0, value.length + skip) : skip;
    return value.slice(from, from + limit);
  };
}

function insertRule(tree: Tree, parts: string[], rule: Rule, path: string): void {
  const [part = '', ...rest] = parts;
  const known = tree.get(part);
  if (rest.length === 0) {
    if (known !== undefined) throw new CommandError(31250, `Path collision at ${path}`);
    tree.set(part, rule);
    return;
  }
  if (known !== undefined && !(known instanceof Map))
    throw new CommandError(31249, `Path collision at ${path} remaining portion ${rest.join('.')}`);
  const subtree = known ?? new Map<string, Rule>();
  tree.set(part, subtree);
  insertRule(subtree, rest, rule, path);
}

function project(value: unknown, tree: Tree, including: boolean, root: Doc): unknown {
  if (Array.isArray(value)) {
    const kept = including ? value.filter((element) => isDoc(element) || Array.isArray(element)) : value;
    return kept.map((element) => project(element, tree, including, root));
  }
  if (!isDoc(value)) return value;
  const result: Doc = {};
  for (const [key, field] of Object.entries(value)) {
    const projected = applyRule(tree.get(key), field, including, root);
    if (projected !== undefined) setField(result, key, projected);
  }
  for (const [key, rule] of tree) {
    if (typeof rule === 'boolean' || getField(value, key) !== undefined) continue;
    const computed = typeof rule === 'function' ? rule(undefined, root) : project({}, rule, including, root);
    if (computed !== undefined && !isEmptyDoc(rule, computed)) setField(result, key, computed);
  }
  return result;
}

const isEmptyDoc = (rule: Rule, computed: unknown): boolean =>
  rule instanceof Map && Object.keys(computed as Doc).length === 0;

function applyRule(rule: Rule | undefined, field: unknown, including: boolean, root: Doc): unknown {
  if (rule === undefined) return including ? undefined : field;
  if (typeof rule === 'boolean') return rule ? field : undefined;
  if (typeof rule === 'function') return rule(field, root);
  if (isDoc(field) || Array.isArray(field)) return project(field, rule, including, root);
  return including ? undefined : field;
}
