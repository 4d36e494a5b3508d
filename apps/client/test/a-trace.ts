import type { Trace, TraceSpan, TraceSummary } from '../src/shared/trace';

export const aSpan = (changes: Partial<TraceSpan> = {}): TraceSpan => ({
  spanId: 'a1b2c3d4e5f60718',
  links: [],
  service: 'courses',
  name: 'GET /v1/courses',
  kind: 'server',
  startMs: Date.parse('2026-10-02T10:00:00.000Z'),
  durationMs: 10,
  attributes: {},
  ...changes,
});

const startMs = Date.parse('2026-10-02T10:00:00.000Z');
const at = (ms: number, durationMs: number) => ({ startMs: startMs + ms, durationMs });

/** A published course on its way to its roster, with one retry. */
export const aPublishTrace: Trace = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spans: [
    aSpan({ spanId: '01', service: 'client', name: 'POST /api/v1/courses', ...at(0, 20) }),
    aSpan({ spanId: '02', parentId: '01', service: 'client', name: 'POST', kind: 'client', ...at(1, 18) }),
    aSpan({
      spanId: '03',
      parentId: '02',
      name: 'POST /v1/courses/:courseId/publish',
      ...at(2, 16),
      attributes: { 'http.response.status_code': 200 },
    }),
    aSpan({
      spanId: '04',
      parentId: '03',
      name: 'create course.published.v1',
      kind: 'producer',
      ...at(5, 1),
    }),
    aSpan({
      spanId: '05',
      parentId: '04',
      service: 'enrollments',
      name: 'process enrollments.open-roster',
      kind: 'consumer',
      ...at(30, 10),
      error: 'the database was away',
    }),
    aSpan({
      spanId: '06',
      parentId: '04',
      service: 'enrollments',
      name: 'process enrollments.open-roster',
      kind: 'consumer',
      ...at(1_040, 60),
      links: [
        { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '05' },
        { traceId: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', spanId: '99' },
      ],
    }),
  ],
};

export const aBatchTrace: Trace = {
  traceId: 'b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0',
  spans: [
    aSpan({
      spanId: '11',
      name: 'send outbox courses',
      ...at(10, 5),
      links: [{ traceId: aPublishTrace.traceId, spanId: '04' }],
    }),
  ],
};

export const summaryOf = ({ traceId, spans }: Trace): TraceSummary => ({
  traceId,
  name: spans[0]?.name ?? '',
  startMs: spans[0]?.startMs ?? 0,
  durationMs: 1_100,
  services: [...new Set(spans.map(({ service }) => service))],
  spanCount: spans.length,
  failed: spans.some(({ error }) => error !== undefined),
});
