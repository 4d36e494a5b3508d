import { readEnv, serviceEnv, url } from '@courses/http-kit';
import { z } from 'zod';

const serviceUrl = url('http', 'https').refine((value) => URL.canParse(value), { error: 'must be a URL' });

const schema = z.object({
  ...serviceEnv,
  COURSES_URL: serviceUrl,
  ENROLLMENTS_URL: serviceUrl,
});

export type Config = z.output<typeof schema>;

export const readConfig = (env = process.env): Config => readEnv(schema, env);
