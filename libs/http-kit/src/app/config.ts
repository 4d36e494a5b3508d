import type { z } from 'zod';
import { oneOf, wholeNumber } from './env-values';
import { tracingEnv } from './tracing-env';

const port = wholeNumber(0, 65_535);

/** Variables that every service reads. */
export const serviceEnv = {
  PORT: port.default(3000),
  /** Of a port of its own, so that scrapers can reach it and nobody else. */
  METRICS_PORT: port.default(9464),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ...tracingEnv,
};

/** A variable is missing or invalid; the message has its name, never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads a configuration from environment variables; a blank variable counts as missing. Fails with ConfigError. */
export function readEnv<Schema extends z.ZodObject>(
  schema: Schema,
  env: NodeJS.ProcessEnv,
): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const result = schema.safeParse(given);
  if (result.success) return withOwnPorts(result.data);
  const errors = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new ConfigError(`Configuration: ${errors.join('; ')}`);
}

function withOwnPorts<Values extends { PORT?: unknown; METRICS_PORT?: unknown }>(values: Values): Values {
  const { PORT, METRICS_PORT } = values;
  if (METRICS_PORT && METRICS_PORT === PORT)
    throw new ConfigError('Configuration: METRICS_PORT must not be the same as PORT');
  return values;
}
