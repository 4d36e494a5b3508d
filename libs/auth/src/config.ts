import { url } from '@courses/http-kit';
import { z } from 'zod';

/** Signatures of a private and a public key only: with a shared secret, whoever checks tokens could make them. */
const algorithms = ['EdDSA', 'ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const algorithmError = { error: `must name some of ${algorithms.join(', ')}, with commas between` };

/** Variables of every service that checks access tokens. */
export const authEnv = {
  /** The `iss` of every token; without AUTH_JWKS_URL also where the discovery document lies. */
  AUTH_ISSUER: url('http', 'https'),
  AUTH_AUDIENCE: z.string().default('courses'),
  AUTH_JWKS_URL: url('http', 'https').optional(),
  /** Name of the claim with the roles, or a path to it: `realm_access.roles`. */
  AUTH_ROLES_CLAIM: z.string().default('roles'),
  AUTH_ALGORITHMS: z
    .string()
    .default('EdDSA')
    .transform((list) => list.split(',').map((name) => name.trim()))
    .refine((list) => list.every((name) => algorithms.includes(name)), algorithmError),
};

export type AuthConfig = z.output<z.ZodObject<typeof authEnv>>;
