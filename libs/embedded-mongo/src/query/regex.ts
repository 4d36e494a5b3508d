import { BSONRegExp } from 'bson';
import { badValue, CommandError } from '../errors';

/** MongoDB's PCRE as a JavaScript expression: the flags i, m and s; `x` is rejected rather than misread. */
export function toRegExp(operand: unknown, options: unknown): RegExp {
  if (typeof operand !== 'string' && !(operand instanceof BSONRegExp)) {
    throw badValue('$regex has to be a string');
  }
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const pattern = typeof operand === 'string' ? operand : operand.pattern;
  const flags = options ?? (typeof operand === 'string' ? '' : operand.options);
  const invalid = [...flags].find((flag) => !'imsu'.includes(flag));
  if (invalid) throw new CommandError(51108, `invalid flag in regex options: ${invalid}`);
  try {
    return new RegExp(pattern, [...new Set(flags.replace('u', ''))].join(''));
  } catch (error) {
    throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`);
  }
}
