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

/** An effect that lasts until it is released. */
function slow() {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  return { release, effect: () => held.then(() => ack) };
}

test('an effect that was done is not done again', async () => {
  expect(await run()).toEqual(ack);
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});

test.each<[string, Outcome | Error]>([
  ['fails', new Error('no mail server')],
  ['wants to be retried', retry('busy')],
  ['is given up', deadLetter('no such address')],
])('an effect that %s may be done at once by the next attempt', async (_, outcome) => {
  await run(outcome).catch(() => undefined);
  expect(await run()).toEqual(ack);
  expect(await run()).toEqual(ack);
  expect(effects).toBe(2);
});

test('of two deliveries at the same time one does the effect, the other comes again', async () => {
  const { release, effect } = slow();
  const first = run(effect);
  await until('it is at work', () => effects === 1);

  expect(await run()).toMatchObject({ kind: 'retry' });
  release();
  await first;
  expect(effects).toBe(1);
});

test('an effect that takes longer than its lease keeps it', async () => {
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

test('an effect that has lost its lease says so, and counts as done when it is through', async () => {
  inbox = new MemoryInbox(50);
  const { release, effect } = slow();
  const first = run(effect);
  await until('it is at work', () => effects === 1);
  inbox.entries.set('test.mails 1', { owner: 'other', until: Infinity, done: false });

  await until('the log says so', () => log.some((line) => line.includes('may be done twice')));
  release();
  await first;
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});

test('when a process has died at work, the effect is done again after its lease', async () => {
  inbox.entries.set('test.mails 1', { owner: 'killed', until: 0, done: false });
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});

test('a database that is away before the effect keeps it from being done; after it, it is asked until it remembers', async () => {
  inbox.faults.begin.push(new Error('no primary'));
  await expect(run()).rejects.toThrow('no primary');
  expect(effects).toBe(0);

  inbox.faults.markProcessed.push(new Error('no primary'), new Error('no primary'));
  expect(await run()).toEqual(ack);
  expect(await run()).toEqual(ack);
  expect(effects).toBe(1);
});
