import { readEnv, serviceEnv, url } from '@courses/http-kit';
import { z } from 'zod';

const { PORT, LOG_LEVEL } = serviceEnv;

const schema = z.object({
  PORT,
  COURSES_PORT: PORT.default(3001),
  ENROLLMENTS_PORT: PORT.default(3002),
  LOG_LEVEL: LOG_LEVEL.default('warn'),
  MONGODB_URI: url('mongodb', 'mongodb+srv').optional(),
  AMQP_URL: url('amqp', 'amqps').optional(),
});

export type Config = z.output<typeof schema>;

export const readConfig = (env = process.env): Config => readEnv(schema, env);
