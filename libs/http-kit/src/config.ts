import { z } from 'zod';

/** Variables that every service reads. */
export const serviceEnv = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/** A URL variable with one of the given protocols, e.g. `url('mongodb', 'mongodb+srv')`; several hosts are allowed. */
export const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) =>
        protocols.some((protocol) => value.startsWith(`${protocol}://`)) &&
        /^[^\s/]+:\/\/[^\s/]+\S*$/.test(value),
      {
        error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
      },
    );

/** The environment lacks a variable, or one is malformed; the message names it, and never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads a configuration from environment variables; an empty variable counts as missing. Fails with ConfigError. */
export function readEnv<Schema extends z.ZodObject>(
  schema: Schema,
  env: NodeJS.ProcessEnv,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new ConfigError(`Configuration: ${faults.join('; ')}`);
}
