import { z } from 'zod';

/** A number of a path or query: decimal digits only; no sign, space, exponent or hexadecimal form. */
export const decimal = <Number extends z.ZodType<number>>(number: Number) =>
  z.preprocess((text) => (typeof text === 'string' ? digitsOf(text) : text), number);

const digitsOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : NaN);

/** Query parameters of every list: pages of at most 100 items, followed by cursor. */
export const pageQuery = {
  limit: decimal(
    z
      .number({ error: 'A whole number in decimal digits' })
      .int()
      .min(1)
      .max(100)
      .default(20)
      .meta({ description: 'Items on a page' }),
  ),
  cursor: z.string().max(1_000).optional().meta({ description: '`nextCursor` of the page before' }),
};

/** Schema of one page of a list; without `nextCursor` it is the last. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });

const maxIds = 50;

/** Query parameter of a batch read: ids with commas between. Ids of nothing are left out of the response. */
export const idList = z
  .string()
  .max(maxIds * 37)
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).max(maxIds))
  .meta({ description: `At most ${maxIds} ids, with commas between` });

export interface PageRequest {
  limit: number;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

/** One page of a list; without `nextCursor` it is the last. */
export interface Page<Item> {
  items: Item[];
  nextCursor?: string | undefined;
}
