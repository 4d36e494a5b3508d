// Express 5 with the usual middleware: pino-http, helmet, zod.
import express from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { z } from 'zod';
import { course, page, port, securityHeaders, version } from './data.mjs';
import { measure, registry } from './metrics.mjs';

const byCourse = z.strictObject({ courseId: z.uuid() });
const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
  tag: z.string().max(40).optional(),
  sort: z.enum(['newest', 'title']).default('newest'),
});
const courses = new Map([[course.id, course]]);
const app = express();
app.set('etag', 'strong');
app.use(pinoHttp());
app.use(measure);
app.use(helmet(securityHeaders));

app.get('/metrics', async (_req, res) => {
  res.type(registry.contentType).send(await registry.metrics());
});

app.get('/v1/courses/:courseId', (req, res) => {
  const found = courses.get(byCourse.parse(req.params).courseId);
  if (!found) return res.status(404).json({ status: 404, title: 'There is no such course' });
  return res.set('etag', version).json(found);
});

app.get('/v1/courses', (req, res) => {
  listQuery.parse(req.query);
  res.json(page);
});

app.use((error, _req, res, _next) => {
  const status = error instanceof z.ZodError ? 400 : 500;
  res.status(status).json({ status, title: status === 400 ? error.message : 'Something went wrong' });
});

app.listen(port);
