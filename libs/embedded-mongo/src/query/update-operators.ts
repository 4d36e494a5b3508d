import { Timestamp } from 'bson';
import { badValue, failedToParse, typeMismatch } from '../errors';
import { compilePull, type Predicate } from './matcher';
import { addNumbers, isNumeric, multiplyNumbers } from './arithmetic';
import type { Slot } from './slot';
import { parseSort, sortDocs } from './sort';
import { typeName } from './types';
import { compare, equal, isDoc, type Doc } from './values';

/** Changes one place of a document; `root` is the document, for error messages. */
export type Operator = (slot: Slot, operand: unknown, root: Doc) => void;

const replaceIf =
  (better: (order: number) => boolean): Operator =>
  (slot, operand) => {
    const { value } = slot;
    if (value === undefined || better(compare(operand, value))) slot.set(operand);
  };

const arithmetic =
  (
    name: string,
    initial: (operand: unknown) => unknown,
    combine: (a: unknown, b: unknown) => unknown,
  ): Operator =>
  (slot, operand, root) => {
    const { value } = slot;
    if (!isNumeric(operand))
      throw typeMismatch(
        `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${slot.path.join('.')}: ${JSON.stringify(operand)}}`,
      );
    if (value !== undefined && !isNumeric(value)) {
      throw typeMismatch(
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${JSON.stringify(root._id)}} has the field '${slot.path.at(-1)}' of non-numeric type ${typeName(value)}`,
      );
    }
    slot.set(value === undefined ? initial(operand) : combine(value, operand));
  };

/** The array to add to: a fresh copy, so that a failing operator leaves nothing half done. */
function arrayAt(slot: Slot, root: Doc, missing: unknown[] = []): unknown[] {
  const { value } = slot;
  if (value === undefined) return missing;
  if (Array.isArray(value)) return [...(value as unknown[])];
  throw badValue(
    `The field '${slot.path.join('.')}' must be an array but is of type ${typeName(value)} in document {_id: ${JSON.stringify(root._id)}}`,
  );
}

const eachOf = (operator: string, operand: unknown): unknown[] => {
  if (!isDoc(operand) || !('$each' in operand)) return [operand];
  if (Array.isArray(operand.$each)) return operand.$each as unknown[];
  const message = `The argument to $each in ${operator} must be an array but it was of type ${typeName(operand.$each)}`;
  throw operator === '$push' ? badValue(message) : typeMismatch(message);
};

const push: Operator = (slot, operand, root) => {
  const array = arrayAt(slot, root);
  const modifiers = isDoc(operand) && '$each' in operand ? operand : {};
  const unknown = Object.keys(modifiers).find(
    (key) => !['$each', '$position', '$slice', '$sort'].includes(key),
  );
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  const { $position: position, $sort: sort, $slice: slice } = modifiers;
  array.splice(typeof position === 'number' ? position : array.length, 0, ...eachOf('$push', operand));
  const sorted = sort === undefined ? array : sortArray(array, sort);
  if (slice === undefined) return slot.set(sorted);
  if (typeof slice !== 'number')
    throw badValue(`The value for $slice must be an integer value but was given type: ${typeName(slice)}`);
  slot.set(slice < 0 ? sorted.slice(slice) : sorted.slice(0, slice));
};

function sortArray(array: unknown[], sort: unknown): unknown[] {
  if (isDoc(sort)) return sortDocs(array, parseSort(sort), (item) => (isDoc(item) ? item : {}));
  if (sort !== 1 && sort !== -1) throw badValue('The $sort element value must be either 1 or -1');
  return array.sort((a, b) => compare(a, b) * sort);
}

const addToSet: Operator = (slot, operand, root) => {
  const array = arrayAt(slot, root);
  for (const item of eachOf('$addToSet', operand))
    if (!array.some((known) => equal(known, item))) array.push(item);
  slot.set(array);
};

const removeWhere = (slot: Slot, name: string, remove: Predicate) => {
  const { value } = slot;
  if (value === undefined) return;
  if (!Array.isArray(value)) throw badValue(`Cannot apply ${name} to a non-array value`);
  slot.set(value.filter((element) => !remove(element)));
};

const pop: Operator = (slot, operand) => {
  if (operand !== 1 && operand !== -1)
    throw failedToParse(`$pop expects 1 or -1, found: ${JSON.stringify(operand)}`);
  const { value } = slot;
  if (value === undefined) return;
  if (!Array.isArray(value))
    throw typeMismatch(
      `Path '${slot.path.join('.')}' contains an element of non-array type '${typeName(value)}'`,
    );
  slot.set(operand === 1 ? value.slice(0, -1) : value.slice(1));
};

const currentDate: Operator = (slot, operand) => {
  const type = isDoc(operand) ? operand.$type : operand;
  if (type === 'timestamp') return slot.set(new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }));
  if (typeof type !== 'boolean' && type !== 'date')
    throw badValue("The '$type' string field is required to be 'date' or 'timestamp'");
  slot.set(new Date());
};

export const operators = new Map<string, Operator>([
  ['$set', (slot, operand) => slot.set(operand)],
  ['$setOnInsert', (slot, operand) => slot.set(operand)],
  ['$unset', (slot) => slot.unset()],
  ['$inc', arithmetic('$inc', (operand) => operand, addNumbers)],
  ['$mul', arithmetic('$mul', () => 0, multiplyNumbers)],
  ['$min', replaceIf((order) => order < 0)],
  ['$max', replaceIf((order) => order > 0)],
  ['$currentDate', currentDate],
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', (slot, operand) => removeWhere(slot, '$pull', compilePull(operand))],
  [
    '$pullAll',
    (slot, operand) => {
      if (!Array.isArray(operand)) throw badValue('$pullAll requires an array argument');
      removeWhere(slot, '$pullAll', (element) => operand.some((item) => equal(item, element)));
    },
  ],
]);
