import { readEnv, serviceEnv, tracingEnv, url, urls } from '@courses/http-kit';
import { z } from 'zod';
import { services, variable } from './services';

const { PORT, METRICS_PORT, LOG_LEVEL } = serviceEnv;

/** `COURSES_PORT` and so on. */
const ports = z.object(
  Object.fromEntries(services.map(({ name, port }) => [variable(name, 'PORT'), PORT.default(port)])),
);

const schema = z.object({
  PORT,
  METRICS_PORT,
  ...tracingEnv,
  IDENTITY_PORT: PORT.default(3003),
  LOG_LEVEL: LOG_LEVEL.default('warn'),
  MONGODB_URI: url('mongodb', 'mongodb+srv').optional(),
  AMQP_URL: urls('amqp', 'amqps').optional(),
  NODE_ENV: z
    .string()
    .refine((value) => value !== 'production', {
      error:
        'must not be production: the passwords of the demo accounts are public. Deploy the services instead.',
    })
    .optional(),
});

export interface Config extends z.output<typeof schema> {
  /** Of each service except identity, by name. */
  ports: Record<string, number>;
}

export function readConfig(env = process.env): Config {
  const given: Record<string, number> = readEnv(ports, env);
  const portOf = (name: string) => given[variable(name, 'PORT')] as number;
  const byName = services.map(({ name }) => [name, portOf(name)] as const);
  return { ...readEnv(schema, env), ports: Object.fromEntries(byName) };
}
