import { z } from 'zod';

/** One of these values. */
export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, { error: `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}` });

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number) {
  const error = { error: `must be a whole number from ${min} to ${max}` };
  return z.coerce.number(error).int(error).min(min, error).max(max, error);
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  const begins = protocols.some((protocol) => value.startsWith(`${protocol}://`));
  if (!begins || !/^[^\s/]+:\/\/[^\s/]+\S*$/.test(value)) return false;
  // Others may name several hosts, which is not a URL by the standard.
  return !value.startsWith('http') || URL.canParse(value);
}

const anyOf = (protocols: readonly string[]) => protocols.map((protocol) => `${protocol}://`).join(' or ');

/** A URL with one of `protocols`. It may name several hosts, as MongoDB's do. */
export const url = (...protocols: string[]) =>
  z.string().refine((value) => isUrl(value, protocols), {
    error: `must be a URL that begins with ${anyOf(protocols)}`,
  });

/** One or more URLs with one of `protocols`, with commas between: the nodes of a cluster, as for RabbitMQ. */
export const urls = (...protocols: string[]) =>
  z.string().refine((list) => list.split(',').every((value) => isUrl(value.trim(), protocols)), {
    error: `must be one or more URLs that begin with ${anyOf(protocols)}, with commas between`,
  });
