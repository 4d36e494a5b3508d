import { z } from 'zod';

const portError = { error: 'must be a whole number from 0 to 65535' };
const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, { error: `must be ${values.length > 1 ? 'one of ' : ''}${values.join(', ')}` });

const isUrl = (value: string, protocols: readonly string[]): boolean =>
  protocols.some((protocol) => value.startsWith(`${protocol}://`)) && /^[^\s/]+:\/\/[^\s/]+\S*$/.test(value);

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

const port = z.coerce.number(portError).int(portError).min(0, portError).max(65_535, portError);
const ratioError = { error: 'must be a number from 0 to 1' };

/** Variables that every service reads. */
export const serviceEnv = {
  PORT: port.default(3000),
  /** Of a port of its own, so that scrapers can reach it and nobody else. */
  METRICS_PORT: port.default(9464),
  LOG_LEVEL: oneOf(levels).default('info'),
  /** Either turns tracing on. The SDK reads these and its other variables by itself; here they are validated. */
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url('http', 'https').optional(),
  OTEL_SDK_DISABLED: oneOf(['true', 'false']).optional(),
  /** Baggage is read nowhere, but it stands in the default of the specification. */
  OTEL_PROPAGATORS: oneOf(['tracecontext', 'tracecontext,baggage']).optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(['http/protobuf']).optional(),
  OTEL_TRACES_SAMPLER: oneOf(samplers).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number(ratioError).min(0, ratioError).max(1, ratioError).optional(),
};

/** A variable is missing or invalid; the message has its name, never its value. */
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
  const errors = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return given[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new ConfigError(`Configuration: ${errors.join('; ')}`);
}
