import { waitFor, type RealServers } from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';
import * as inject from '../environment/faults';

const killRelay = inject.killRelay((chaos) => chaos.publisher);

/** Relays and consumers that crash, are suspended or slow, and messages that cannot be handled. */
export function processFaults(servers: () => RealServers): void {
  let chaos: ChaosEnvironment;
  afterEach(() => chaos.close());

  const untilDepth = (queue: string, isReached: (depth: number) => boolean, timeoutMs?: number) =>
    waitFor(`messages in ${queue}`, async () => isReached(await chaos.queues.depth(queue)), timeoutMs);

  it('applies events once that a killed relay had confirmed but not removed from the outbox (8)', async () => {
    chaos = await ChaosEnvironment.start('8 relay killed between confirm and removal', servers());
    await chaos.startLoad();
    for (let kills = 0; kills < 3; kills += 1) {
      await killRelay(chaos, servers());
      await chaos.startLoad();
    }
    const ledger = await chaos.finish();
    expect(ledger).toMatchObject({ lost: 0, duplicated: 0 });
    // The restarted relay published them again.
    expect(ledger.delivered).toBeGreaterThan(ledger.effects);
  });

  it('applies events once when the consumer is killed between the effect and the ack (9)', async () => {
    chaos = await ChaosEnvironment.start('9 consumer killed between effect and ack', servers());
    await chaos.startLoad();
    for (let kills = 0; kills < 3; kills += 1) {
      await inject.killConsumer(chaos, servers());
      await chaos.untilEffects(100);
    }
    const ledger = await chaos.finish();
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, duplicated: 0, effects: ledger.attempted });
    expect(ledger.delivered).toBeGreaterThan(ledger.effects);
  });

  it('parks a malformed message, and dead-letters one that crashes the consumer (10)', async () => {
    chaos = await ChaosEnvironment.start('10 malformed message, crashing handler', servers());
    await chaos.startLoad();
    await chaos.queues.sendMalformed(chaos.queue);
    await untilDepth(`${chaos.queue}.parked`, (depth) => depth === 1);

    chaos.write('crash');
    await chaos.untilEffects(20);
    await chaos.stopLoad();
    await untilDepth(`${chaos.queue}.dlq`, (depth) => depth > 0, 100_000);
    const ledger = await chaos.finish(`${chaos.consumer.restarts} crashes`);
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, duplicated: 0 });
  });

  it('dead-letters a message that crashes the consumer, and none of 100 others (26)', async () => {
    const delayMs = 150; // longer than until the crash
    chaos = await ChaosEnvironment.start('26 crashing handler among 100 messages', servers(), { delayMs });
    await chaos.startLoad();
    await chaos.stopLoad();
    await chaos.untilIdle();

    for (let n = 0; n < 50; n += 1) chaos.write('effect');
    chaos.write('crash');
    for (let n = 0; n < 50; n += 1) chaos.write('effect');
    await untilDepth(`${chaos.queue}.dlq`, (depth) => depth > 0, 100_000);
    const ledger = await chaos.finish(`${chaos.consumer.restarts} crashes`);
    expect(ledger).toMatchObject({ ambiguous: 0, deadLettered: 1, lost: 0, duplicated: 0 });
  });

  it('loses no event when the dead-letter queue is missing or the routing key is not bound (11)', async () => {
    chaos = await ChaosEnvironment.start('11 missing dead-letter queue, unbound routing key', servers());
    await chaos.startLoad();
    await chaos.queues.delete(`${chaos.queue}.dlq`);
    chaos.write('reject');
    await untilDepth(`${chaos.queue}.dlq`, (depth) => depth === 1);

    await chaos.stopLoad();
    await chaos.untilIdle();
    await chaos.queues.unbind(chaos.queue, `${chaos.prefix}courses.events`, 'enrollment.confirmed.v1');
    chaos.write('effect');
    await untilDepth(`${chaos.prefix}courses.unrouted`, (depth) => depth === 1);
    const ledger = await chaos.finish();
    expect(ledger).toMatchObject({ ambiguous: 0, deadLettered: 2, lost: 0, duplicated: 0 });
  });

  it('duplicates no event when a second relay takes over an expired lease and the database is slow (12)', async () => {
    const scenario = '12 two relays, expired lease, slow database';
    chaos = await ChaosEnvironment.start(scenario, servers(), { leaseMs: 2_000 });
    const other = await chaos.addRelay();
    await chaos.startLoad();
    for (const relay of [chaos.publisher, other]) {
      // Beyond the lease, so that the other relay takes over its claims.
      await Promise.all([
        inject.suspendRelay(() => relay, 3_000)(chaos, servers()),
        inject.slowDatabase(3_000)(chaos, servers()),
      ]);
      await chaos.untilEffects(50);
    }
    expect(await chaos.finish()).toMatchObject({ lost: 0, duplicated: 0 });
    expect(other.total('confirmed')).toBeGreaterThan(0);
  });

  it('uses no more memory when the consumer is slower than the publisher (14)', async () => {
    const load = { pauseMs: 5, eventsPerWrite: 20 };
    chaos = await ChaosEnvironment.start('14 slow consumer', servers(), { delayMs: 500, load });
    await chaos.startLoad();
    await chaos.untilEffects(400);
    const before = await chaos.memory();
    await untilDepth(chaos.queue, (depth) => depth > 3_000);
    await chaos.stopLoad();
    const after = await chaos.memory();
    chaos.consumer.send({ kind: 'delay', delayMs: 0 });
    const remark = `MiB before → after: publisher ${before.publisher} → ${after.publisher}, consumer ${before.consumer} → ${after.consumer}`;
    expect(await chaos.finish(remark)).toMatchObject({ ambiguous: 0, lost: 0, duplicated: 0 });
    for (const name of ['publisher', 'consumer'] as const)
      expect(after[name]).toBeLessThan(before[name] * 1.2);
  });
}
