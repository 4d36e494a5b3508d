import { pino } from 'pino';
import { MemoryInbox } from '../../test/memory-inbox';
import { until } from '../../test/until';
import { idempotently } from './idempotently';
import { ack, deadLetter, retry, type Outcome } from './outcome';

let inbox: MemoryInbox;
let effects: number;
let log: string[];

beforeEach(() => {
  inbox = new MemoryInbox();
  effects = 0;
  log = [];
});

const logger = pino({}, { write: (line: string) => void log.push(line) });

const run = (outcome: Outcome | Error | (() => Promise<Outcome>) = ack) =>
  idempotently(
    inbox,
    'test.mails 1',
    () => {
      effects += 1;
      if (outcome instanceof Error) return Promise.reject(outcome);
      return typeof outcome === 'function' ? outcome() : Promise.resolve(outcome);
    },
    logger,
  );

/** An effect that runs until it is released. */
function slow() {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  return { release, effect: () => held.then(() => ack) };
}

test('does an effect once', async () => {
  expect(await run()).toEqual(ack);
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});

test.each<[string, Outcome | Error]>([
  ['fails', new Error('no mail server')],
  ['asks for a retry', retry('busy')],
  ['is dead-lettered', deadLetter('no such address')],
])('lets the next attempt do an effect at once that %s', async (_, outcome) => {
  await run(outcome).catch(() => undefined);
  expect(await run()).toEqual(ack);
  expect(await run()).toEqual(ack);
  expect(effects).toBe(2);
});

test('retries a delivery while another one is being processed', async () => {
  const { release, effect } = slow();
  const first = run(effect);
  await until('it is being processed', () => effects === 1);

  expect(await run()).toMatchObject({ kind: 'retry' });
  release();
  await first;
  expect(effects).toBe(1);
});

test('renews the lease of an effect that takes longer', async () => {
  inbox = new MemoryInbox(200);
  const { release, effect } = slow();
  inbox.faults.renewLease.push(new Error('no primary'));
  const first = run(effect);

  await until('it was renewed', () => inbox.renewals >= 6);
  expect(await run()).toMatchObject({ kind: 'retry' });
  release();
  expect(await first).toEqual(ack);
  expect(effects).toBe(1);
});

test('logs a lost lease, and marks the message as processed when its effect is done', async () => {
  inbox = new MemoryInbox(50);
  const { release, effect } = slow();
  const first = run(effect);
  await until('it is being processed', () => effects === 1);
  inbox.entries.set('test.mails 1', { owner: 'other', until: Infinity, done: false });

  await until('the log says so', () => log.some((line) => line.includes('may be done twice')));
  release();
  await first;
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});

test('does the effect again after the lease of a killed process', async () => {
  inbox.entries.set('test.mails 1', { owner: 'killed', until: 0, done: false });
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});

test('does nothing while the database is unavailable, and after the effect retries until it is marked as processed', async () => {
  inbox.faults.begin.push(new Error('no primary'));
  await expect(run()).rejects.toThrow('no primary');
  expect(effects).toBe(0);

  inbox.faults.markProcessed.push(new Error('no primary'), new Error('no primary'));
  expect(await run()).toEqual(ack);
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});
