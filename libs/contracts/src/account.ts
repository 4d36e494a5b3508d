import { z } from 'zod';
import { accountLimits } from './limits';
import { lineOfText } from './text';
import { role } from './user';

/** One line of text that a person chose as their name. */
export const displayName = lineOfText(accountLimits.displayNameLength)
  .min(1)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, { error: 'One line of visible text' });

export const roleList = z
  .array(role)
  .min(1)
  .max(role.options.length)
  .refine((list) => new Set(list).size === list.length, { error: 'The same role twice' });

/** What other services get to know about a person: no e-mail address. */
export const person = z
  .strictObject({ id: z.uuid(), displayName: z.string(), roles: roleList })
  .meta({ id: 'Person' });

/** What everybody may know about whose courses are in the catalog. */
export const instructor = person.pick({ id: true, displayName: true }).meta({ id: 'Instructor' });

/** An account, as its owner and admins see it. */
export const account = z
  .strictObject({
    ...person.shape,
    email: z.string(),
    version: z.int().min(1),
    createdAt: z.iso.datetime(),
    disabledAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'Since when nobody can sign in; absent for an account in use' }),
  })
  .meta({ id: 'Account' });

/** One sign-in of an account, as its owner sees it. */
export const ownSession = z
  .strictObject({
    id: z.uuid(),
    signedInAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().meta({ description: 'When it last got new tokens' }),
    browser: z.string().optional().meta({ description: 'By the User-Agent at sign-in, without a version' }),
    system: z.string().optional(),
    isCurrent: z.boolean().meta({ description: 'Whether this request belongs to it' }),
  })
  .meta({ id: 'OwnSession' });

/** The response to a sign-in: the access token authorizes requests, the refresh token gets the next pair, once. */
export const tokens = z
  .strictObject({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds for which the access token is good' }),
    refreshToken: z.string(),
    refreshExpiresIn: z.int().meta({ description: 'Seconds after which one must sign in again' }),
  })
  .meta({ id: 'Tokens' });

export type Person = z.infer<typeof person>;
export type Instructor = z.infer<typeof instructor>;
export type Account = z.infer<typeof account>;
export type OwnSession = z.infer<typeof ownSession>;
export type Tokens = z.infer<typeof tokens>;
