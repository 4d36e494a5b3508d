import type { EventMessage } from '@courses/contracts';
import { outboxRelay } from '@courses/messaging';
import { activeTraceId, linksTo } from '@courses/telemetry';
import { pino } from 'pino';
import { AggregateStore, Database, inCurrentTrace, type AggregateDocument } from '../src';
import { commitAndBeKilled } from './commit-and-be-killed';
import { event, silent, startDatabase } from './database';
import { startTracing, within } from './traced';

interface Thing extends AggregateDocument {
  name: string;
}

let traced: Awaited<ReturnType<typeof startTracing>>;
let server: Awaited<ReturnType<typeof startDatabase>>;
let things: AggregateStore<Thing>;

beforeAll(async () => {
  traced = await startTracing();
  server = await startDatabase({ tracer: traced.tracer });
  things = new AggregateStore<Thing>(server.database, 'things', { name: String });
  server.database.start();
  await server.database.ready();
});
afterAll(async () => {
  await server.stop();
  await traced.stop();
});
beforeEach(() => things.model.deleteMany({}));

const root = () => traced.tracer.startSpan('root');
const insert = (events: EventMessage[]) => things.insert({ _id: 't', version: 1, name: 'x' }, events);
const change = (events: EventMessage[]) => things.change({ _id: 't' }, { $set: { name: 'y' } }, events);

async function pending(): Promise<EventMessage[]> {
  const claim = { owner: 'r', leaseMs: -1, limit: 10, maxBytes: 1_000_000 };
  return (await things.outbox.claim(claim)).aggregates.flatMap(({ events }) => events);
}

/** The spans that the stored events name as where they come from. */
const origins = async () =>
  (await pending()).map(({ traceparent }) => {
    const [{ context } = { context: undefined }] = linksTo(traceparent);
    return context && { traceId: context.traceId, spanId: context.spanId };
  });

describe('an event that is stored within a trace', () => {
  it('has the context of a span of its own, in the trace of the caller', async () => {
    const span = root();
    await within(span, () => insert([event('e1'), event('e2')]));
    await within(span, () => change([event('e3')]));
    const created = traced.childrenIn(span).filter(({ kind }) => kind === 'producer');
    expect(created.map(({ attributes }) => attributes['messaging.message.id'])).toEqual(['e1', 'e2', 'e3']);
    expect(created.map(({ parentId }) => parentId)).toEqual(created.map(() => span.spanContext().spanId));
    const { traceId } = span.spanContext();
    expect(await origins()).toEqual(created.map(({ spanId }) => ({ traceId, spanId })));
  });

  it('keeps the context that it has already', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    await within(root(), () => insert([{ ...event('e1'), traceparent }]));
    expect((await pending())[0]?.traceparent).toBe(traceparent);
  });

  it('belongs to the trace of its own caller, when the changes of several are one write', async () => {
    const [one, two] = [root(), root()];
    const decidedIn: (string | undefined)[] = [];
    const decision = (id: string) =>
      inCurrentTrace((state: number) => {
        decidedIn.push(activeTraceId());
        return { state: state + 1, events: [event(id)] };
      });
    const [first, second] = [within(one, () => decision('e1')), within(two, () => decision('e2'))];
    await insert([]);
    await within(one, async () => {
      const { state, events } = first(0);
      await change([...events, ...second(state).events]);
    });
    const traceIds = [one, two].map((span) => span.spanContext().traceId);
    expect(decidedIn).toEqual(traceIds);
    expect((await origins()).map((origin) => origin?.traceId)).toEqual(traceIds);
  });
});

it('stores no context where nothing is traced', async () => {
  const database = new Database(server.uri, 'unused', silent);
  const untraced = new AggregateStore<Thing>(database, 'things', { name: String });
  database.start();
  await database.ready();
  await within(root(), () => untraced.insert({ _id: 't', version: 1, name: 'x' }, [event('e1')]));
  expect(await pending()).toEqual([event('e1')]);
  await database.stop();
});

it('keeps the context of an event whose process is killed between commit and publish', async () => {
  const { traceId, spanId } = await commitAndBeKilled(server.uri);
  const published: EventMessage[] = [];
  const publish = (message: EventMessage) => Promise.resolve(void published.push(message));
  const logger = pino({ level: 'silent' });
  const relay = outboxRelay({ outbox: things.outbox, publish, logger, tracer: traced.tracer });
  relay.start();
  while (published.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await relay.stop();
  const [{ context } = { context: undefined }] = linksTo(published[0]?.traceparent);
  expect(published[0]?.id).toBe('of the killed process');
  expect(context).toMatchObject({ traceId, traceFlags: 1 });
  expect(context?.spanId).not.toBe(spanId);
});
