import { z } from 'zod';

/** RFC 9110, sections 8.8.3 and 5.6.1: `*`, or strong and weak ETags; a list may have empty elements. */
const etagList = z
  .string()
  .regex(
    /^(\*|[\t ,]*((W\/)?"[\x21\x23-\x7e\x80-\xff]*"([\t ]*,[\t ,]*(W\/)?"[\x21\x23-\x7e\x80-\xff]*")*[\t ,]*)?)$/,
    {
      error: 'ETags in double quotes, as ETag headers gave them, separated by commas',
    },
  );

/** Required on every update: a request without it gets 428, a stale one 412. */
export const ifMatch = z.object({
  'if-match': etagList.optional().meta({ description: 'ETag that you read; required (428 without it)' }),
});

export const optionalIfMatch = z.object({
  'if-match': etagList.optional().meta({ description: 'ETag that you read, to act only on that version' }),
});

/** The same key with the same request gives the same result and creates nothing twice. */
export const idempotencyKey = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, { error: 'Printable ASCII without spaces' })
    .optional()
    .meta({ description: 'A key of your choice, e.g. a UUID, that makes repeating this request safe' }),
});
