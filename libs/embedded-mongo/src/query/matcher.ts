import { BSONRegExp } from 'bson';
import { badValue, CommandError } from '../errors';
import { compileAlone, type Compile } from './expressions';
import { someAt } from './path';
import { typeTest } from './types';
import { arraySize, equality, membership, modulo, range, regexTest, type ValueTest } from './value-tests';
import { isDoc, isOperatorDoc, type Doc } from './values';

export type Predicate = (doc: unknown) => boolean;

/**
 * Compiles a filter. Throws the error that MongoDB answers for an unknown operator or a wrong operand.
 * A command passes its own way to compile `$expr`, which knows the command's variables and time.
 */
export function compileFilter(filter: Doc, compile: Compile = compileAlone): Predicate {
  const tests = Object.entries(filter)
    .filter(([key]) => key !== '$comment')
    .map(([key, operand]) =>
      key.startsWith('$') ? logical(key, operand, compile) : compileField(key.split('.'), operand),
    );
  return (doc) => tests.every((test) => test(doc));
}

function logical(operator: string, operand: unknown, compile: Compile): Predicate {
  if (operator === '$expr') {
    const value = compile(operand);
    return (doc) => isTruthy(value(doc as Doc));
  }
  if (!['$and', '$or', '$nor'].includes(operator)) {
    throw badValue(
      `unknown top level operator: ${operator}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
    );
  }
  if (!Array.isArray(operand)) throw badValue(`${operator} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  const tests = operand.map((clause) => {
    if (!isDoc(clause)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(clause, compile);
  });
  if (operator === '$and') return (doc) => tests.every((test) => test(doc));
  const some: Predicate = (doc) => tests.some((test) => test(doc));
  return operator === '$or' ? some : (doc) => !some(doc);
}

const isTruthy = (value: unknown) => value !== false && value !== 0 && value !== null && value !== undefined;

/** The condition on the value at a path; an empty path tests the given value itself, not what is inside it. */
export function compileField(parts: string[], operand: unknown): Predicate {
  if (!isOperatorDoc(operand)) {
    const test = operand instanceof BSONRegExp ? regexTest(operand, undefined) : equality(operand);
    return (doc) => someAt(doc, parts, 0, parts.length > 0, test);
  }
  const tests = Object.entries(operand)
    .filter(([operator]) => operator !== '$options' && operator !== '$comment')
    .map(([operator, value]) => compileOperator(parts, operator, value, operand));
  return (doc) => tests.every((test) => test(doc));
}

function compileOperator(parts: string[], operator: string, value: unknown, siblings: Doc): Predicate {
  if (!operator.startsWith('$')) throw badValue(`unknown operator: ${operator}`);
  const negated = negations[operator];
  if (negated) {
    const test = compileField(parts, negated(value));
    return (doc) => !test(doc);
  }
  if (operator === '$exists' && !value) return (doc) => !someAt(doc, parts, 0, false, (v) => v !== undefined);
  if (operator === '$all') return compileAll(parts, value);
  const build = valueTests[operator];
  if (!build) throw badValue(`unknown operator: ${operator}`);
  const test = build(value, siblings);
  const expand = parts.length > 0 && !wholeValueOperators.has(operator);
  return (doc) => someAt(doc, parts, 0, expand, test);
}

const negations: Record<string, (operand: unknown) => unknown> = {
  $ne: (operand) => {
    if (operand instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
    return { $eq: operand };
  },
  $nin: (operand) => {
    if (!Array.isArray(operand)) throw badValue('$nin needs an array');
    return { $in: operand as unknown[] };
  },
  $not: (operand) => {
    if (operand instanceof BSONRegExp) return operand;
    if (!isDoc(operand)) throw badValue('$not needs a regex or a document');
    if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty');
    if (!isOperatorDoc(operand)) throw badValue(`unknown operator: ${Object.keys(operand)[0]}`);
    return operand;
  },
};

const wholeValueOperators = new Set(['$exists', '$size', '$elemMatch']);

const valueTests: Record<string, (operand: unknown, siblings: Doc) => ValueTest> = {
  $eq: (operand) => equality(operand),
  $gt: (operand) => range(operand, (order) => order > 0),
  $gte: (operand) => range(operand, (order) => order >= 0),
  $lt: (operand) => range(operand, (order) => order < 0),
  $lte: (operand) => range(operand, (order) => order <= 0),
  $in: membership,
  $exists: () => (value) => value !== undefined,
  $type: typeTest,
  $regex: (operand, siblings) => regexTest(operand, siblings.$options),
  $size: arraySize,
  $mod: modulo,
  $elemMatch: elementTest,
};

/** `{ $elemMatch: condition }` for the array that is the value. */
function elementTest(operand: unknown): ValueTest {
  const test = compileElement(operand);
  return (value) => Array.isArray(value) && value.some(test);
}

const logicalOperators = new Set(['$and', '$or', '$nor', '$expr']);

function compileElement(operand: unknown): Predicate {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object');
  const [first = ''] = Object.keys(operand);
  if (first.startsWith('$') && !logicalOperators.has(first)) return compileField([], operand);
  const test = compileFilter(operand);
  return (element) => isDoc(element) && test(element);
}

function compileAll(parts: string[], operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw badValue('$all needs an array');
  const tests = operand.map((item: unknown) => {
    if (!isOperatorDoc(item)) return compileField(parts, item);
    if (!('$elemMatch' in item)) throw badValue('no $ expressions in $all');
    return compileField(parts, item);
  });
  return (doc) => tests.length > 0 && tests.every((test) => test(doc));
}

/** The condition of `$pull` on one element. */
export function compilePull(operand: unknown): Predicate {
  if (!isOperatorDoc(operand) && !(operand instanceof BSONRegExp)) {
    return isDoc(operand) ? compileElement(operand) : compileField([], operand);
  }
  if (logicalOperators.has(Object.keys(operand)[0]!)) return compileElement(operand);
  const test = compileField([''], operand);
  return (element) => test({ '': element });
}

export function compileArrayFilter(filter: unknown): [string, Predicate] {
  const [key = ''] = isDoc(filter) ? Object.keys(filter) : [];
  const identifier = key.split('.')[0]!;
  if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) throw new CommandError(9, 'array filters need an identifier');
  const test = compileFilter(filter as Doc);
  return [identifier, (element) => test({ [identifier]: element })];
}
