import type { EventMessage } from '@courses/contracts';
import { outboxRelay } from '@courses/messaging';
import { activeTraceId, linksTo } from '@courses/telemetry';
import { pino } from 'pino';
import { AggregateStore, Database, inCurrentTrace } from '../src';
import { commitAndBeKilled } from './commit-and-be-killed';
import { event, silent } from './database';
import { startTracedThings, within, type Thing } from './traced';

let fixture: Awaited<ReturnType<typeof startTracedThings>>;
let traced: typeof fixture.traced;
let server: typeof fixture.server;
let things: typeof fixture.things;

beforeAll(async () => {
  fixture = await startTracedThings();
  ({ traced, server, things } = fixture);
});
afterAll(() => fixture.stop());
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
  let publish = (_message: EventMessage): void => undefined;
  const first = new Promise<EventMessage>((resolve) => (publish = resolve));
  const relay = outboxRelay({
    outbox: things.outbox,
    publish: (message) => Promise.resolve(publish(message)),
    logger: pino({ level: 'silent' }),
    tracer: traced.tracer,
  });
  relay.start();
  const published = await first;
  await relay.stop();
  const [{ context } = { context: undefined }] = linksTo(published.traceparent);
  expect(published.id).toBe('of the killed process');
  expect(context).toMatchObject({ traceId, traceFlags: 1 });
  expect(context?.spanId).not.toBe(spanId);
});
