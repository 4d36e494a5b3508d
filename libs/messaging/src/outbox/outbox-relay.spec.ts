import type { EventMessage } from '@courses/contracts';
import { enrollmentEvent } from '../../test/events';
import { gates } from '../../test/gates';
import { empty, events, ids, outbox, published, startRelay } from '../../test/relay-fixture';
import { until } from '../../test/until';
import { InvalidMessageError, NotConfirmedError } from '../errors';

test('publishes pending events at the start, in order per aggregate, and removes them', async () => {
  const [one, two] = [events(5), events(5)];
  outbox.add('one', ...one);
  outbox.add('two', ...two);

  startRelay();

  await until('the outbox is empty', empty);
  const inOrder = (of: EventMessage[]) => published.filter((id) => ids(of).includes(id));
  expect(inOrder(one)).toEqual(ids(one));
  expect(inOrder(two)).toEqual(ids(two));
  expect(published).toHaveLength(10);
});

test('publishes the events of a commit without waiting for the next poll', async () => {
  startRelay();
  await until('the first claim is over', () => outbox.claims.length === 1);

  outbox.add('one', ...events(1));
  outbox.notify();

  await until('the outbox is empty', empty);
});

test('wakes up once for many commits at the same time', async () => {
  startRelay();
  await until('the first claim is over', () => outbox.claims.length === 1);

  for (const event of events(100)) {
    outbox.add(event.subject, event);
    outbox.notify();
  }

  await until('the outbox is empty', empty);
  expect(outbox.claims.length).toBeLessThanOrEqual(3);
});

test('publishes the events of a commit during a batch right after that', async () => {
  const { publish, of } = gates(published);
  const [first, second] = events(2) as [EventMessage, EventMessage];
  outbox.add('one', first);
  startRelay({ publish });
  await until('the first one waits for its confirm', () => published.length === 1);

  outbox.add('one', second);
  outbox.notify();
  of(first).confirm();

  await until('the second one waits for its confirm', () => published.length === 2);
  of(second).confirm();
  await until('the outbox is empty', empty);
});

test('finds events without a notification by polling', async () => {
  startRelay({ pollMs: 10 });
  await until('the first claim is over', () => outbox.claims.length >= 1);

  outbox.add('one', ...events(1));

  await until('the outbox is empty', empty);
});

test('publishes more aggregates than the window in batches', async () => {
  for (const event of events(25)) outbox.add(event.subject, event);
  startRelay({ window: 10 });

  await until('the outbox is empty', empty);
  expect(outbox.claims).toEqual([10, 10, 10]);
});

test('no more events than the window wait for their confirms', async () => {
  const { publish, of } = gates(published);
  const all = events(12);
  outbox.add('one', ...all.slice(0, 6));
  outbox.add('two', ...all.slice(6));
  startRelay({ publish, window: 4 });

  for (let done = 0; done < all.length; done += 1) {
    const expected = Math.min(done + 4, all.length);
    await until(`${expected} are published`, () => published.length >= expected);
    expect(published).toHaveLength(expected);
    of({ id: published[done] as string }).confirm();
  }
  await until('the outbox is empty', empty);
});

test('after a failure, later events of the aggregate do not count as confirmed and are sent again behind it', async () => {
  const { publish, of } = gates(published);
  const [a, b, c] = events(3) as [EventMessage, EventMessage, EventMessage];
  const other = enrollmentEvent();
  outbox.add('one', a, b, c);
  outbox.add('two', other);
  startRelay({ publish });
  await until('all are published', () => published.length === 4);

  for (const confirmed of [a, c, other]) of(confirmed).confirm();
  of(b).reject(new NotConfirmedError('nacked'));

  await until('the rest is sent again', () => published.length === 6);
  expect(outbox.remaining).toEqual({ one: ids([b, c]) });
  expect(published.slice(4)).toEqual(ids([b, c]));
  of(b).confirm();
  of(c).confirm();
  await until('the outbox is empty', empty);
});

test('waits for events in flight on stop, removes the confirmed ones and leaves the rest', async () => {
  const { publish, of } = gates(published);
  const [first, behind, later] = events(3) as [EventMessage, EventMessage, EventMessage];
  outbox.add('one', first, behind);
  const relay = startRelay({ publish, window: 1 });
  await until('it waits for its confirm', () => published.length === 1);

  const stopping = relay.stop();
  outbox.add('two', later);
  outbox.notify();
  of(first).confirm();
  await stopping;

  expect(outbox.remaining).toEqual({ one: [behind.id], two: [later.id] });
  expect(published).toEqual([first.id]);
  expect(outbox.listening).toBe(0);
});

test('publishes each event once when several relays share an outbox', async () => {
  const all = events(200);
  for (const event of all) outbox.add(event.subject, event);

  for (let count = 0; count < 2; count += 1) startRelay({ window: 8 });

  await until('the outbox is empty', empty);
  expect([...published].sort()).toEqual(ids(all).sort());
});

test('has the outbox reject an invalid event before it is stored', () => {
  const setValidator = jest.spyOn(outbox, 'setValidator');
  startRelay();
  const [[validate]] = setValidator.mock.calls as unknown as [[(event: EventMessage) => void]];
  expect(() => validate(enrollmentEvent())).not.toThrow();
  expect(() => validate(enrollmentEvent({ type: 'unheard.of.v1' }))).toThrow(InvalidMessageError);
});
