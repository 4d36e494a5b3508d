import { MaxKey, MinKey } from 'bson';
import { compileFilter } from '../query/matcher';
import type { SortField } from '../query/sort';
import { compare, equal, isDoc, isOperatorDoc, keyOf, typeOrder, type Doc } from '../query/values';
import type { Bounds, CollectionIndex, Range } from './collection-index';

export interface Plan {
  index: CollectionIndex;
  ranges: Range[];
  /** How many entries the ranges hold. */
  size: number;
  /** The index gives the wanted order, read forwards or backwards. */
  sorted?: 'forwards' | 'backwards';
}

/** Where fewer documents than this match an index, sorting them is cheaper than walking another index in order. */
const SMALL = 500;

type Conditions = Map<string, Doc[]>;

/** The best index for a query, or undefined to look at every document. The filter is applied to what it yields. */
export function choosePlan(
  indexes: Iterable<CollectionIndex>,
  filter: Doc,
  sort: SortField[],
  limited: boolean,
): Plan | undefined {
  const conditions = conditionsOf(filter, new Map());
  const plans = [...indexes]
    .filter((index) => covers(index, conditions))
    .map((index) => planFor(index, conditions, sort));
  const best = smallest(plans);
  if (!best || best.sorted || sort.length === 0 || !limited || best.size <= SMALL) return best;
  return smallest(plans.filter(({ sorted }) => sorted)) ?? best;
}

const smallest = (plans: Plan[]): Plan | undefined => [...plans].sort((a, b) => a.size - b.size)[0];

/** The conditions that every match meets, by field, in operator form. */
function conditionsOf(filter: Doc, conditions: Conditions): Conditions {
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(operand))
      operand.forEach((clause: Doc) => conditionsOf(clause, conditions));
    if (key.startsWith('$')) continue;
    const condition = isOperatorDoc(operand) ? operand : { $eq: operand };
    conditions.set(key, [...(conditions.get(key) ?? []), condition]);
  }
  return conditions;
}

const findOperand = (conditions: Doc[] | undefined, ...operators: string[]): unknown => {
  for (const condition of conditions ?? []) {
    const operator = operators.find((name) => isScalar(condition[name]));
    if (operator) return condition[operator];
  }
  return undefined;
};

/** Values that an index entry equals exactly when the field does; null also means "missing", arrays are searched inside. */
function isScalar(value: unknown): boolean {
  const order = typeOrder(value);
  return order !== 5 && order !== 25 && order !== 50 && order !== -1 && order !== 127;
}

function planFor(index: CollectionIndex, conditions: Conditions, sort: SortField[]): Plan {
  const prefix: unknown[] = [];
  for (const field of index.fields) {
    const value = findOperand(conditions.get(field), '$eq');
    if (value === undefined || (index.multikey && prefix.length > 0)) break;
    prefix.push(value);
  }
  const full = index.multikey && prefix.length > 0;
  const next = full ? undefined : conditions.get(index.fields[prefix.length] ?? '');
  const ranges = boundsOf(index, prefix, next)
    .map((bounds) => index.slice(bounds))
    .filter(([from, to]) => from < to);
  const size = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  return {
    index,
    ranges,
    size,
    sorted: ranges.length > 1 ? undefined : orderGiven(index, prefix.length, sort),
  };
}

/** Bounds stay within the operand's type. An array may meet two bounds with two elements, so a multikey index takes one. */
function boundsOf(index: CollectionIndex, prefix: unknown[], conditions: Doc[] | undefined): Bounds[] {
  const oneOf = conditions?.map(({ $in }) => $in).find((list) => Array.isArray(list) && list.every(isScalar));
  if (oneOf) return distinctValues(oneOf as unknown[]).map((value) => ({ prefix: [...prefix, value] }));
  const lower = findOperand(conditions, '$gte', '$gt');
  const upper = findOperand(conditions, '$lte', '$lt');
  if (upper === undefined) return [{ prefix, lower }];
  if (lower === undefined) return [{ prefix, lower: lowest(upper), upper }];
  return [{ prefix, lower, upper: index.multikey ? undefined : upper }];
}

const distinctValues = (values: unknown[]): unknown[] =>
  [...new Map(values.map((value) => [keyOf(value), value])).values()].sort(compare);

const lowest = (value: unknown): unknown => {
  if (typeof value === 'number') return NaN;
  if (typeof value === 'string') return '';
  return value instanceof Date ? new Date(-8.64e15) : new MinKey();
};

function orderGiven(index: CollectionIndex, bound: number, sort: SortField[]): Plan['sorted'] {
  if (index.multikey || sort.length === 0) return undefined;
  const direction = sort[0]!.direction;
  const rest = sort.filter(({ path }) => !index.fields.slice(0, bound).includes(path.join('.')));
  const given = rest.every(
    (field, i) => field.path.join('.') === index.fields[bound + i] && field.direction === rest[0]!.direction,
  );
  if (!given) return undefined;
  return (rest[0]?.direction ?? direction) === 1 ? 'forwards' : 'backwards';
}

/** Whether the index holds every document that can match: partial and sparse ones only if the filter says so. */
function covers(index: CollectionIndex, conditions: Conditions): boolean {
  const { partialFilterExpression, sparse } = index.spec;
  if (sparse && !index.fields.some((field) => impliesExistence(conditions.get(field)))) return false;
  return Object.entries(partialFilterExpression ?? {}).every(([field, expected]) => {
    const given = conditions.get(field);
    const value = findOperand(given, '$eq');
    if (value !== undefined) return compileFilter({ value: expected })({ value });
    return (
      isOperatorDoc(expected) &&
      Object.entries(expected).every(([operator, operand]) => implies(given, operator, operand))
    );
  });
}

const impliesExistence = (given: Doc[] | undefined): boolean =>
  findOperand(given, '$eq', '$gt', '$gte', '$lt', '$lte') !== undefined ||
  (given ?? []).some((condition) => condition.$exists === true);

function implies(given: Doc[] | undefined, operator: string, operand: unknown): boolean {
  if (operator === '$exists' && operand === true) return impliesExistence(given);
  if (operator === '$type' && operand === 'date')
    return findOperand(given, '$gt', '$gte', '$lt', '$lte') instanceof Date;
  return (given ?? []).some((condition) => operator in condition && equal(condition[operator], operand));
}

export function equalityOnId(filter: Doc): unknown {
  const value = isDoc(filter) ? filter._id : undefined;
  if (!isOperatorDoc(value)) return value instanceof MaxKey || !isScalar(value) ? undefined : value;
  return isScalar(value.$eq) ? value.$eq : undefined;
}
