import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { metricsPage } from '../record/metrics-page';
import { startTracedSystem, type TracedSystem } from './traced-system';

let system: TracedSystem;

beforeAll(async () => void (system = await startTracedSystem()));
afterAll(() => system.stop());

it('lists every metric in docs/metrics.md (npm run metrics:record)', () => {
  const page = readFileSync(join(__dirname, '../../../docs/metrics.md'), 'utf8');
  expect(page).toBe(metricsPage(system.registries));
});

it('serves the metrics of all services on a port of their own, each name once', async () => {
  const { text } = await supertest(system.metrics).get('').expect(200);
  for (const service of ['client', 'courses', 'enrollments', 'identity'])
    expect(text).toMatch(new RegExp(`^process_cpu_seconds_total\\{.*service="${service}"`, 'm'));
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(text.endsWith('\n# EOF\n')).toBe(true);
});

it('serves none on the ports of the services and the client', async () => {
  for (const url of [system.url, ...Object.values(system.urls)])
    await supertest(url).get('/metrics').expect(404);
});
