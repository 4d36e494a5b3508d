import { readEnv, serviceEnv, url, urls } from '@courses/http-kit';
import { z } from 'zod';
import type { ScenePeople, ScenePerson } from './server/scene/scene-people';
import { forwarded, urlVariable, type Urls } from './server/upstreams';

const template = url('http', 'https').refine((value) => value.includes('{service}'), {
  error: 'must contain {service}',
});

/** `http://{service}-clusterip-srv:3000`: where each service is, unless its own variable says otherwise. */
const everyServiceUrl = (value?: string) =>
  template.safeParse(value).success && value !== undefined
    ? Object.fromEntries(
        Object.keys(forwarded).map((name) => [urlVariable(name), value.replaceAll('{service}', name)]),
      )
    : {};

const serviceUrl = url('http', 'https');
const onOff = z
  .enum(['on', 'off'], { error: 'must be on or off' })
  .default('off')
  .transform((value) => value === 'on');

/** `COURSES_URL` and so on. */
const serviceUrls = Object.fromEntries(
  Object.keys(forwarded).map((service) => [urlVariable(service), serviceUrl]),
);

const scenePerson = z.strictObject({
  name: z.string().min(1),
  email: z.email(),
  password: z.string().min(1),
});

/** JSON; what is wrong with it is not repeated, since it has passwords. */
const scenePeople = z
  .string()
  .transform((text) => parseJson(text))
  .refine((list) => z.tuple([scenePerson, scenePerson, scenePerson, scenePerson]).safeParse(list).success, {
    error: 'must be a JSON array of an instructor and three students, each with name, email and password',
  })
  .transform((list): ScenePeople => {
    const [instructor, ...students] = list as [ScenePerson, ScenePerson, ScenePerson, ScenePerson];
    return { instructor, students };
  });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const schema = z.object({
  ...serviceEnv,
  SERVICE_URL: template.optional(),
  ...serviceUrls,
  IDENTITY_URL: serviceUrl,
  AMQP_URL: urls('amqp', 'amqps'),
  /** The first secret encrypts sessions; every one decrypts. */
  SESSION_SECRET: z
    .string()
    .transform((list) => list.split(',').map((secret) => secret.trim()))
    .refine((list) => list.every((secret) => secret.length >= 32), {
      error: 'must be one or more secrets of at least 32 characters, with commas between',
    }),
  /** Whether a request continues the trace that its `traceparent` names: only behind a proxy that sets it. */
  TRUST_TRACEPARENT: onOff,
  /** The page that shows services, queues and events live: for learning, so off by default. */
  HOW_IT_WORKS: onOff,
  /** Accounts that play the scene of that page. Without them it is not offered. */
  SCENE_PEOPLE: scenePeople.optional(),
});

export type Config = z.output<typeof schema> & Urls;

export function readConfig(env = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  return readEnv(schema, { ...everyServiceUrl(given.SERVICE_URL), ...given });
}
