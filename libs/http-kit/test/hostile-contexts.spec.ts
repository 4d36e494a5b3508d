import { context, propagation } from '@opentelemetry/api';
import { activeTraceparent } from '@courses/telemetry';
import { route } from '../src';
import { exchange, readThing } from './test-app';
import { startTracedApp } from './traced-app';

const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
const traceparent = `00-${traceId}-${spanId}-01`;

/** `0=1,1=1,…`, as short as can be: the headers of a request have at most 16 KiB. */
const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index.toString(36)}=1`).join();

/** What a handler would send on to another service. */
let sentOn: Record<string, string>;
const read = route(readThing, () => {
  sentOn = {};
  propagation.inject(context.active(), sentOn);
  return Promise.resolve({ body: { name: String(activeTraceparent()?.slice(3, 35)) } });
});

let test: Awaited<ReturnType<typeof startTracedApp>>;
beforeEach(async () => (test = await startTracedApp([read])));
afterEach(() => test.stop());

/** Asserts an answer as for any other request, in one trace with one span; returns it. */
async function traceOf(headers: [name: string, value: string][]) {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const answer = await exchange(
    test.server.url,
    `GET /v1/things/a HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${lines}\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(test.traces()).toHaveLength(1);
  const [span] = test.spans();
  expect(answer).toContain(`"name":"${test.traces()[0]?.traceId}"`);
  return { traceId: test.traces()[0]?.traceId, span };
}

it.each([
  ['an empty one', ''],
  ['nonsense', 'nonsense'],
  ['one that is too short', `00-${traceId}-${spanId}`],
  ['one that is too long for its version', `${traceparent}-more`],
  ['12,000 digits', `00-${'a'.repeat(12_000)}-${spanId}-01`],
  ['a version that is none', `ff-${traceId}-${spanId}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${spanId}-01`],
  ['a span of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
  ['capital letters', traceparent.toUpperCase()],
  ['two in one', `${traceparent}, ${traceparent}`],
  ['bytes that are no text', `00-${traceId.replace('a', '\u00ff')}-${spanId}-01`],
])('begins a new trace for a malformed traceparent: %s', async (_what, value) => {
  const begun = await traceOf([['traceparent', value]]);
  expect(begun.traceId).not.toBe(traceId);
  expect(begun.span).toMatchObject({ links: [] });
  expect(begun.span).not.toHaveProperty('parentId');
});

it('begins a new trace for two headers of traceparent', async () => {
  const other = traceparent.replaceAll('a', 'c');
  const begun = await traceOf([
    ['traceparent', traceparent],
    ['traceparent', other],
  ]);
  expect(begun.span).not.toHaveProperty('parentId');
});

it('reads of a later version what it knows', async () => {
  const later = await traceOf([['traceparent', `cc-${traceId}-${spanId}-01-what-the-future-adds`]]);
  expect(later).toMatchObject({ traceId, span: { parentId: spanId } });
});

it('understands no flag but that of the sampling', async () => {
  await traceOf([['traceparent', `00-${traceId}-${spanId}-ff`]]);
  expect(sentOn.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
});

it.each([
  ['2,500 entries', entries(2_500)],
  ['commas', ','.repeat(10_000)],
  ['one entry of 12,000 characters', `a=${'b'.repeat(12_000)}`],
  ['keys that are none', 'A=1,=2,b,c==,\u00e4=3'],
])('continues a trace whatever its tracestate is: %s', async (_what, tracestate) => {
  const continued = await traceOf([
    ['traceparent', traceparent],
    ['tracestate', tracestate],
  ]);
  expect(continued).toMatchObject({ traceId, span: { parentId: spanId } });
  expect((sentOn.tracestate ?? '').length).toBeLessThanOrEqual(512);
});

it('continues a trace with hundreds of headers of tracestate', async () => {
  const states = Array.from({ length: 700 }, (_, index): [string, string] => ['tracestate', `t${index}=1`]);
  const continued = await traceOf([['traceparent', traceparent], ...states]);
  expect(continued).toMatchObject({ traceId, span: { parentId: spanId } });
});

it.each([
  ['one entry', 'user=admin'],
  ['2,500 entries', entries(2_500)],
])('takes no baggage from outside: %s', async (_what, baggage) => {
  await traceOf([
    ['traceparent', traceparent],
    ['baggage', baggage],
  ]);
  expect(propagation.fields()).not.toContain('baggage');
  expect(Object.keys(sentOn)).toEqual(['traceparent']);
  expect(JSON.stringify(test.spans())).not.toMatch(/admin|zz=1/);
});

it('refuses 10,000 entries, which are more than fit into the headers', async () => {
  const answer = await exchange(
    test.server.url,
    `GET /v1/things/a HTTP/1.1\r\nhost: x\r\ntraceparent: ${traceparent}\r\ntracestate: ${entries(10_000)}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(test.spans()).toEqual([]);
});

describe('a server that does not trust its callers', () => {
  beforeEach(async () => {
    await test.stop();
    test = await startTracedApp([read], { trustsTraceparent: false });
  });

  it('begins a new trace, linked to that of the caller, without its state', async () => {
    const begun = await traceOf([
      ['traceparent', traceparent],
      ['tracestate', 'theirs=1'],
    ]);
    expect(begun.traceId).not.toBe(traceId);
    expect(begun.span).toMatchObject({ links: [{ traceId, spanId }] });
    expect(begun.span).not.toHaveProperty('parentId');
    expect(Object.keys(sentOn)).toEqual(['traceparent']);
  });

  it('samples by its own rule, whatever the caller wants', async () => {
    await traceOf([['traceparent', `00-${traceId}-${spanId}-00`]]);
    expect(sentOn.traceparent).toMatch(/-01$/);
  });

  it('links to nothing that is malformed', async () => {
    const { span } = await traceOf([['traceparent', 'nonsense']]);
    expect(span?.links).toEqual([]);
  });
});
