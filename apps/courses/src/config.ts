import { authEnv } from '@courses/auth';
import { readEnv, serviceEnv, url, urls } from '@courses/http-kit';
import { z } from 'zod';

const schema = z.object({
  ...serviceEnv,
  ...authEnv,
  MONGODB_URI: url('mongodb', 'mongodb+srv'),
  AMQP_URL: urls('amqp', 'amqps'),
});

export type Config = z.output<typeof schema>;

export const readConfig = (env = process.env): Config => readEnv(schema, env);
