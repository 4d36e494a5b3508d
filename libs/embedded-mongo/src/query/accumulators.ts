import { addNumbers, divideNumbers, isNumeric } from './arithmetic';
import { compare, keyOf } from './values';

/** What an accumulator makes of the operand's values on the documents of a group; undefined where it is missing. */
export type Accumulate = (values: unknown[]) => unknown;

const isPresent = (value: unknown) => value !== undefined;
const isFilled = (value: unknown) => value !== undefined && value !== null;

export const sum: Accumulate = (values) => values.filter(isNumeric).reduce(addNumbers, 0);

export const average: Accumulate = (values) => {
  const numbers = values.filter(isNumeric);
  return numbers.length ? divideNumbers(sum(numbers), numbers.length) : null;
};

const best =
  (better: (order: number) => boolean): Accumulate =>
  (values) => {
    const filled = values.filter(isFilled);
    return filled.length ? filled.reduce((a, b) => (better(compare(b, a)) ? b : a)) : null;
  };
export const greatest = best((order) => order > 0);
export const least = best((order) => order < 0);

export const accumulators: Record<string, Accumulate> = {
  $sum: sum,
  $avg: average,
  $max: greatest,
  $min: least,
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter(isPresent),
  $addToSet: (values) => [
    ...new Map(values.filter(isPresent).map((value) => [keyOf(value), value])).values(),
  ],
  $count: (values) => values.length,
};
