import { authEnv } from '@courses/auth';
import { readEnv, serviceEnv, url, urls } from '@courses/http-kit';
import { z } from 'zod';

const secretError = { error: 'must have at least 32 characters' };
const hopsError = { error: 'must be a whole number from 0 to 10' };

const schema = z
  .object({
    ...serviceEnv,
    MONGODB_URI: url('mongodb', 'mongodb+srv'),
    AMQP_URL: urls('amqp', 'amqps'),
    /** Written into tokens as `iss` and `aud`; the services that check them have the same values. */
    AUTH_ISSUER: authEnv.AUTH_ISSUER,
    AUTH_AUDIENCE: authEnv.AUTH_AUDIENCE,
    /** Encrypts the private keys in the database. */
    KEY_SECRET: z.string().min(32, secretError),
    /** How many proxies stand before this service, each adding to X-Forwarded-For; 0 ignores that header. */
    TRUST_PROXY: z.coerce.number(hopsError).int(hopsError).min(0, hopsError).max(10, hopsError).default(0),
    ADMIN_EMAIL: z.string().optional(),
    ADMIN_PASSWORD: z.string().optional(),
    NODE_ENV: z.string().optional(),
  })
  .refine((env) => (env.ADMIN_EMAIL === undefined) === (env.ADMIN_PASSWORD === undefined), {
    path: ['ADMIN_PASSWORD'],
    error: 'and ADMIN_EMAIL go together',
  });

export type Config = z.output<typeof schema>;

export const readConfig = (env = process.env): Config => readEnv(schema, env);
