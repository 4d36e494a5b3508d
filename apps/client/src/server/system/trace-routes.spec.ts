import { createHttpApp, createLogger, createMetrics } from '@courses/http-kit';
import request from 'supertest';
import { aBatchTrace, aPublishTrace, summaryOf } from '../../../test/a-trace';
import { traceRoutes } from './trace-routes';

const traces = [aBatchTrace, aPublishTrace];

const app = createHttpApp({
  logger: createLogger('client', 'silent'),
  metrics: createMetrics('client'),
  dependencies: {},
  isPublic: true,
  mount: [
    traceRoutes({
      list: () => traces.map(summaryOf),
      find: (traceId) => traces.find((trace) => trace.traceId === traceId),
    }),
  ],
});

it('lists the last traces', async () => {
  const { body } = await request(app).get('/system/traces').expect(200).expect('cache-control', 'no-store');
  expect(body).toEqual({ items: traces.map(summaryOf) });
});

it('returns a trace with its spans', async () => {
  const { body } = await request(app).get(`/system/traces/${aPublishTrace.traceId}`).expect(200);
  expect(body).toEqual(aPublishTrace);
});

it('answers with a problem for a trace that was dropped', async () => {
  const { body } = await request(app).get('/system/traces/gone').expect(404);
  expect(body).toMatchObject({ status: 404, detail: 'There is no such trace, or it was dropped.' });
});
