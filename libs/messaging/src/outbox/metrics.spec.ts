import { pino } from 'pino';
import type { Registry } from 'prom-client';
import { newRegistry } from '../delivery/metrics';
import { BusUnavailableError, NackedError, NotConfirmedError } from '../errors';
import { enrollmentEvent } from '../../test/events';
import { MemoryOutbox } from '../../test/memory-outbox';
import { until } from '../../test/until';
import { outboxRelay, type OutboxRelay } from './outbox-relay';

let outbox: MemoryOutbox;
let metrics: Registry;
let relay: OutboxRelay;

beforeEach(() => {
  outbox = new MemoryOutbox();
  metrics = newRegistry();
});
afterEach(() => relay.stop());

function startRelay(publish: () => Promise<void>): void {
  relay = outboxRelay({ outbox, publish, logger: pino({ level: 'silent' }), metrics });
  relay.start();
}

test('counts every attempt by its result, and the expired lease of another relay', async () => {
  const failures = [
    new NackedError('full'),
    new NotConfirmedError('late'),
    new BusUnavailableError('blocked'),
  ];
  outbox.add('one', enrollmentEvent());
  await outbox.claim({ owner: 'killed', leaseMs: -1, limit: 1, maxBytes: 1 });

  startRelay(() => {
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve();
  });

  await until('the outbox is empty', () => Object.keys(outbox.remaining).length === 0);
  const figures = await metrics.metrics();
  expect(figures).toContain('outbox_published_total{outbox="memory"} 4');
  for (const result of ['nacked', 'unconfirmed', 'unavailable', 'confirmed']) {
    expect(figures).toContain(`outbox_results_total{outbox="memory",result="${result}"} 1`);
  }
  expect(figures).toContain('outbox_lease_takeovers_total{outbox="memory"} 1');
});

test('measures pending aggregates and the age of the oldest while the bus is unavailable', async () => {
  outbox.add('one', enrollmentEvent(), enrollmentEvent());
  outbox.add('two', enrollmentEvent());

  startRelay(() => Promise.reject(new BusUnavailableError('reconnecting')));

  await until('both are counted', async () =>
    (await metrics.metrics()).includes('outbox_pending_aggregates{outbox="memory"} 2'),
  );
  expect(await metrics.metrics()).toMatch(/outbox_oldest_pending_seconds{outbox="memory"} [1-9]/);
});
