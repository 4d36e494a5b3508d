import { z } from 'zod';

const etag = z.string().regex(/^(\*|"[\x21\x23-\x7e]*"(\s*,\s*"[\x21\x23-\x7e]*")*)$/, {
  error: 'A strong ETag in double quotes, as the ETag header gave it',
});

/** Required on every update: a request without it gets 428, a stale one 412. */
export const ifMatch = z.object({
  'if-match': etag.optional().meta({ description: 'ETag that you read; required (428 without it)' }),
});

export const optionalIfMatch = z.object({
  'if-match': etag.optional().meta({ description: 'ETag that you read, to act only on that version' }),
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
