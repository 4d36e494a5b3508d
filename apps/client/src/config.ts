import { readEnv, serviceEnv, url } from '@courses/http-kit';
import { z } from 'zod';
import { forwarded, urlVariable, type Urls } from './server/upstreams';

/** `http://{service}-clusterip-srv:3000`: where each service is, unless its own variable says otherwise. */
const everyServiceUrl = (template?: string) =>
  template === undefined
    ? {}
    : Object.fromEntries(
        Object.keys(forwarded).map((name) => [urlVariable(name), template.replaceAll('{service}', name)]),
      );

const serviceUrl = url('http', 'https').refine((value) => URL.canParse(value), { error: 'must be a URL' });
const switchError = { error: 'must be on or off' };

/** `COURSES_URL` and so on. */
const urls = Object.fromEntries(Object.keys(forwarded).map((service) => [urlVariable(service), serviceUrl]));

const schema = z.object({
  ...serviceEnv,
  ...urls,
  IDENTITY_URL: serviceUrl,
  SERVICE_URL: z.string().optional(),
  AMQP_URL: url('amqp', 'amqps'),
  /** The first secret encrypts sessions; every one decrypts. */
  SESSION_SECRET: z
    .string()
    .transform((list) => list.split(',').map((secret) => secret.trim()))
    .refine((list) => list.every((secret) => secret.length >= 32), {
      error: 'must be one or more secrets of at least 32 characters, with commas between',
    }),
  /** The page that shows services, queues and events live: for learning, so off by default. */
  HOW_IT_WORKS: z
    .enum(['on', 'off'], switchError)
    .default('off')
    .transform((value) => value === 'on'),
});

export type Config = z.output<typeof schema> & Urls;

export const readConfig = (env = process.env): Config =>
  readEnv(schema, { ...everyServiceUrl(env.SERVICE_URL), ...env });
