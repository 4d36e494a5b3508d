import { aSpan } from '../../../../test/a-trace';
import { layoutTrace } from './trace-layout';

const shape = (...spans: Parameters<typeof layoutTrace>[0]) =>
  layoutTrace(spans).rows.map(({ span, depth }) => [span.spanId, depth]);
const rowOf = (spanId: string, ...spans: Parameters<typeof layoutTrace>[0]) =>
  layoutTrace(spans).rows.find(({ span }) => span.spanId === spanId);

describe('the order of rows', () => {
  it('puts each span below its parent and siblings by start, in whatever order they arrive', () => {
    const late = aSpan({ spanId: 'late', parentId: 'root', startMs: 30 });
    const early = aSpan({ spanId: 'early', parentId: 'root', startMs: 10 });
    const leaf = aSpan({ spanId: 'leaf', parentId: 'early', startMs: 40 });
    expect(shape(leaf, late, early, aSpan({ spanId: 'root', startMs: 0 }))).toEqual([
      ['root', 0],
      ['early', 1],
      ['leaf', 2],
      ['late', 1],
    ]);
  });

  it('makes a span a root when its parent is missing', () => {
    const orphan = aSpan({ spanId: 'orphan', parentId: 'elsewhere', startMs: 5 });
    const child = aSpan({ spanId: 'child', parentId: 'orphan', startMs: 6 });
    expect(shape(aSpan({ spanId: 'root', startMs: 0 }), orphan, child)).toEqual([
      ['root', 0],
      ['orphan', 0],
      ['child', 1],
    ]);
  });

  it('shows each span once when spans are parents of each other', () => {
    const [one, two] = [
      aSpan({ spanId: 'one', parentId: 'two', startMs: 1 }),
      aSpan({ spanId: 'two', parentId: 'one', startMs: 2 }),
    ];
    const self = aSpan({ spanId: 'self', parentId: 'self', startMs: 3 });
    expect(shape(one, two, self)).toEqual([
      ['one', 0],
      ['two', 1],
      ['self', 0],
    ]);
  });

  it('shows 300 of 500 spans and counts the rest', () => {
    const chain = Array.from({ length: 500 }, (_, number) =>
      aSpan({ spanId: `${number}`, parentId: `${number - 1}`, startMs: number }),
    );
    const { rows, hidden } = layoutTrace(chain);
    expect([rows.length, hidden, rows.at(-1)?.depth]).toEqual([300, 200, 299]);
  });
});

describe('the bars', () => {
  const root = aSpan({ spanId: 'root', startMs: 1_000, durationMs: 100 });

  it('places overlapping spans on one axis, which ends with the last of them', () => {
    const child = aSpan({ spanId: 'child', parentId: 'root', startMs: 1_050, durationMs: 150 });
    const { rows, startMs, durationMs } = layoutTrace([root, child]);
    expect([startMs, durationMs]).toEqual([1_000, 200]);
    expect(rows.map(({ bar }) => bar)).toEqual([
      { offset: 0, width: 50 },
      { offset: 25, width: 75 },
    ]);
  });

  it('begins the axis with a child whose clock is behind that of its parent', () => {
    const child = aSpan({ spanId: 'child', parentId: 'root', startMs: 980, durationMs: 20 });
    const { rows, startMs, durationMs } = layoutTrace([root, child]);
    expect([startMs, durationMs]).toEqual([980, 120]);
    expect(rows.map(({ span, bar }) => [span.spanId, Math.round(bar.offset)])).toEqual([
      ['root', 17],
      ['child', 0],
    ]);
  });

  it('has no division by zero in a trace without duration', () => {
    const { rows, durationMs } = layoutTrace([aSpan({ spanId: 'only', durationMs: 0 })]);
    expect([durationMs, rows[0]?.bar]).toEqual([0, { offset: 0, width: 0 }]);
  });

  it('is empty without spans', () => {
    expect(layoutTrace([])).toMatchObject({ rows: [], durationMs: 0, hidden: 0 });
  });
});

describe('the crossings', () => {
  const create = aSpan({
    spanId: 'create',
    kind: 'producer',
    service: 'courses',
    startMs: 0,
    durationMs: 10,
  });
  const process = aSpan({
    spanId: 'process',
    parentId: 'create',
    kind: 'consumer',
    service: 'enrollments',
    startMs: 40,
    durationMs: 60,
  });

  it('names the service that a request comes from', () => {
    const call = aSpan({ spanId: 'call', service: 'client' });
    const served = aSpan({ spanId: 'served', parentId: 'call', service: 'courses' });
    const stored = aSpan({ spanId: 'stored', parentId: 'served', service: 'courses' });
    expect(rowOf('served', call, served, stored)?.crossing).toEqual({ via: 'http', from: 'client' });
    expect(rowOf('stored', call, served, stored)?.crossing).toBeUndefined();
  });

  it('shows the wait of an event between its producer and its consumer', () => {
    expect(rowOf('process', create, process)?.crossing).toEqual({
      via: 'broker',
      from: 'courses',
      wait: { offset: 10, width: 30 },
      waitMs: 30,
    });
  });

  it('shows the wait of a retry since the attempt before it', () => {
    const links = [{ traceId: 'trace', spanId: 'process' }];
    const retry = aSpan({ ...process, spanId: 'retry', links, startMs: 180, durationMs: 20 });
    expect(rowOf('retry', create, process, retry)?.crossing).toMatchObject({
      wait: { offset: 50, width: 40 },
      waitMs: 80,
    });
  });

  it('shows no negative wait when the clock of the consumer is behind', () => {
    const early = aSpan({ ...process, startMs: 5 });
    expect(rowOf('process', create, early)?.crossing).toMatchObject({ waitMs: 0, wait: { width: 0 } });
  });
});
