import type { EventMessage } from '@courses/contracts';
import { enrollmentEvent } from '../../test/events';
import { empty, events, ids, logged, outbox, published, startRelay } from '../../test/relay-fixture';
import { until } from '../../test/until';
import { BusUnavailableError, InvalidMessageError } from '../errors';

test('backs off while the bus is unavailable, and loses nothing', async () => {
  const attempts: number[] = [];
  let unavailable = true;
  outbox.add('one', ...events(3));
  startRelay({
    publish: ({ id }) => {
      attempts.push(performance.now());
      if (unavailable) return Promise.reject(new BusUnavailableError('reconnecting'));
      published.push(id);
      return Promise.resolve();
    },
  });

  await until('it tried five times', () => outbox.claims.length >= 5);
  const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] as number));
  const longest = Math.max(...pauses);
  expect(longest).toBeGreaterThan(100);
  expect(outbox.claims.slice(1).every((limit) => limit === 1)).toBe(true);

  unavailable = false;
  await until('the outbox is empty', empty);
  expect(published).toHaveLength(3);
  expect(logged('publishing again')).toHaveLength(1);
});

test('holds back the aggregate of an invalid event, not the others, and does not retry it in a loop', async () => {
  const [bad, behind, good] = events(3) as [EventMessage, EventMessage, EventMessage];
  outbox.add('bad', bad, behind);
  outbox.add('good', good);
  let rejected = 0;
  startRelay({
    publish: ({ id, type }) => {
      if (id !== bad.id) return Promise.resolve(void published.push(id));
      rejected += 1;
      return Promise.reject(new InvalidMessageError(type, 'data.title: missing'));
    },
  });
  await until('the good one is gone', () => !('good' in outbox.remaining));

  outbox.add('good', enrollmentEvent());
  outbox.notify();

  await until('the next good one is gone', () => !('good' in outbox.remaining));
  expect(rejected).toBe(1);
  expect(outbox.remaining).toEqual({ bad: ids([bad, behind]) });
  expect(logged('can never be published')).toHaveLength(1);
});

test('retries when the database fails, without throwing', async () => {
  outbox.faults.claim.push(new Error('no primary'), new Error('no primary'));
  outbox.add('one', ...events(1));

  startRelay();

  await until('the outbox is empty', empty);
  expect(logged('cannot claim').length).toBeGreaterThan(0);
});

test('removes confirmed events once the database is back, without publishing them twice', async () => {
  outbox.faults.settle.push(new Error('no primary'), new Error('no primary'));
  const all = events(3);
  outbox.add('one', ...all);

  startRelay();

  await until('the outbox is empty', empty);
  expect(published).toEqual(ids(all));
});
