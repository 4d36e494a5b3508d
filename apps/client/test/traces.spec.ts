import { createTracing, TraceMemory, type TraceSpan } from '@courses/telemetry';
import { itInProcess } from '@courses/testing';
import { echo, stopAll, stopLater } from './client-fixture';
import { sendRequest } from './send-request';
import { json } from './session-fixture';
import { startClient, startUpstream } from './start-client';
import { password, startIdentity } from './stub-identity';

const [traceId, spanId] = ['a'.repeat(32), 'b'.repeat(16)];
const foreign = {
  traceparent: `00-${traceId}-${spanId}-01`,
  tracestate: 'theirs=1',
  baggage: 'user=admin',
};

afterEach(stopAll);

/** A client whose spans are kept, in front of an echo service and a fake identity. */
async function startTraced(given: { trustTraceparent?: boolean } = {}) {
  const memory = new TraceMemory();
  const tracing = createTracing('client', { config: {}, log: { warn: () => undefined }, memory });
  const seen: (string | undefined)[] = [];
  const service = await startUpstream(echo);
  const identity = await startIdentity();
  identity.server.on('request', ({ headers }) => seen.push(headers.traceparent as string | undefined));
  const addresses = { coursesUrl: service.url, identityUrl: identity.url };
  const client = await startClient({ ...addresses, tracing, howItWorks: true, ...given });
  stopLater(service, identity, client);
  return {
    url: client.url,
    /** The `traceparent` of each request to identity. */
    seen,
    spans: (): TraceSpan[] => memory.list().flatMap((trace) => memory.find(trace.traceId)?.spans ?? []),
    traceIds: () => memory.list().map((trace) => trace.traceId),
    /** What the service got. */
    async forwarded(headers: Record<string, string> = {}) {
      const reply = await sendRequest(client.url, '/api/v1/courses?q=secret', { headers });
      return reply.json().headers as Record<string, string>;
    },
  };
}

const spanNamed = (spans: TraceSpan[], name: string) => spans.find((span) => span.name === name);

describe('a forwarded request', () => {
  itInProcess('carries the trace of the client, and nothing of that of the browser', async () => {
    const client = await startTraced();
    const headers = await client.forwarded(foreign);
    const call = spanNamed(client.spans(), 'GET');
    expect(headers.traceparent).toBe(`00-${client.traceIds()[0]}-${call?.spanId}-01`);
    expect(headers.traceparent).not.toMatch(traceId);
    expect(headers).not.toHaveProperty('tracestate');
    expect(headers).not.toHaveProperty('baggage');
    const server = client.spans().find(({ kind }) => kind === 'server');
    expect(server).toMatchObject({ links: [{ traceId, spanId }] });
    expect(server).not.toHaveProperty('parentId');
    expect(call).toMatchObject({ kind: 'client', parentId: server?.spanId });
    expect(JSON.stringify(client.spans())).not.toMatch('secret');
  });

  itInProcess('goes on in the trace of a trusted proxy, without its baggage', async () => {
    const client = await startTraced({ trustTraceparent: true });
    const headers = await client.forwarded(foreign);
    expect(headers.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!${spanId})[0-9a-f]{16}-01$`));
    expect(headers).not.toHaveProperty('baggage');
    expect(client.traceIds()).toEqual([traceId]);
  });

  itInProcess('that reaches no service is a failed span', async () => {
    const memory = new TraceMemory();
    const tracing = createTracing('client', { config: {}, log: { warn: () => undefined }, memory });
    const client = await startClient({ tracing });
    stopLater(client);
    expect((await sendRequest(client.url, '/api/v1/courses')).json()).toMatchObject({
      code: 'upstream-unavailable',
      traceId: memory.list()[0]?.traceId,
    });
    const spans = memory.find(memory.list()[0]?.traceId as string)?.spans ?? [];
    expect(spanNamed(spans, 'GET')).toMatchObject({ error: 'ECONNREFUSED' });
  });
});

it('carries no trace of the browser where nothing is traced', async () => {
  const service = await startUpstream(echo);
  const client = await startClient({ coursesUrl: service.url });
  stopLater(service, client);
  const { headers } = (await sendRequest(client.url, '/api/v1/courses', { headers: foreign })).json();
  for (const name of Object.keys(foreign)) expect(headers).not.toHaveProperty(name);
});

itInProcess('asks identity within the trace of the sign-in', async () => {
  const client = await startTraced();
  const body = JSON.stringify({ email: 'z@example.org', password });
  const reply = await sendRequest(client.url, '/session', { method: 'POST', headers: json, body });
  expect(reply.status).toBe(201);
  const calls = client.spans().filter(({ kind }) => kind === 'client');
  const [signIn] = client.traceIds();
  expect(client.traceIds()).toHaveLength(1);
  expect(client.seen).toEqual(calls.map((call) => `00-${signIn}-${call.spanId}-01`));
  expect(
    calls.map(({ name, attributes }) => [name, new URL(String(attributes['url.full'])).pathname]),
  ).toEqual([
    ['POST', '/v1/sessions'],
    ['GET', '/v1/account'],
  ]);
});

itInProcess('has no spans of its files, of streams and of what the page polls', async () => {
  const client = await startTraced();
  const paths = ['/', '/courses/1', '/assets/index-a1b2c3.js', '/favicon.svg', '/no/such.file'];
  for (const path of [...paths, '/system', '/health/live', '/metrics', '/apiary'])
    await sendRequest(client.url, path, { headers: { accept: 'text/html', ...foreign } });
  const live = await fetch(`${client.url}/live`);
  await live.body?.cancel();
  expect(client.spans()).toEqual([]);
});
