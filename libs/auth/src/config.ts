import { url } from '@courses/http-kit';
import { z } from 'zod';

/** Asymmetric algorithms only: with a shared secret, every service that verifies tokens could issue them. */
const algorithms = ['EdDSA', 'ES256', 'ES384', 'ES512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const algorithmError = { error: `must list some of ${algorithms.join(', ')}, separated by commas` };

/** Variables of every service that verifies access tokens. */
export const authEnv = {
  /** The `iss` of every token; without AUTH_JWKS_URL also the base URL of the discovery document. */
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
