import { waitFor, type RealServers } from '@courses/testing';
import { consumerIsKilled, databaseIsSlow, relayIsKilled, relayStandsStill } from '../rig/faults';
import { Rig } from '../rig/rig';

const killRelay = relayIsKilled((rig) => rig.publisher);

/** Relays and consumers that die, stand still or are slow, and messages that are no good. */
export function processFaults(servers: () => RealServers): void {
  let rig: Rig;
  afterEach(() => rig.close());

  test('8: a relay is killed between the confirms and the removal from the outbox', async () => {
    rig = await Rig.start('8 relay killed between confirm and pull', servers());
    await rig.startLoad();
    for (let kills = 0; kills < 3; kills += 1) {
      await killRelay(rig, servers());
      await rig.startLoad();
    }
    const ledger = await rig.finish();
    expect(ledger).toMatchObject({ lost: 0, doubled: 0 });
    // What was confirmed and not removed was published once more, and had no second effect.
    expect(ledger.delivered).toBeGreaterThan(ledger.effects);
  });

  test('9: a consumer is killed between the effect and the acknowledgement', async () => {
    rig = await Rig.start('9 consumer killed between effect and ack', servers());
    await rig.startLoad();
    for (let kills = 0; kills < 3; kills += 1) {
      await consumerIsKilled(rig, servers());
      await rig.untilEffects(100);
    }
    const ledger = await rig.finish();
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, doubled: 0, effects: ledger.attempted });
    expect(ledger.delivered).toBeGreaterThan(ledger.effects);
  });

  test('10: a poison message is parked, and one that ends the process goes to the dead letters', async () => {
    rig = await Rig.start('10 poison message, crashing handler', servers());
    await rig.startLoad();
    const queues = await rig.queues();
    await queues.put(rig.queue, 'no JSON');
    await waitFor('it is parked', async () => (await queues.depth(`${rig.queue}.parked`)) === 1);

    rig.write('crash');
    await rig.untilEffects(20);
    await rig.stopLoad();
    await waitFor('it is dead', async () => (await queues.depth(`${rig.queue}.dlq`)) > 0, 100_000);
    const ledger = await rig.finish({ remark: `${rig.consumer.restarts} crashes` });
    await queues.close();
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, doubled: 0 });
  });

  test('11: the dead-letter queue is missing, and a key leads nowhere', async () => {
    rig = await Rig.start('11 no dead-letter target, unroutable key', servers());
    await rig.startLoad();
    const queues = await rig.queues();
    await queues.delete(`${rig.queue}.dlq`);
    rig.write('refuse');
    await waitFor('it is dead', async () => (await queues.depth(`${rig.queue}.dlq`)) === 1);

    await rig.stopLoad();
    await rig.untilIdle();
    await queues.unbind(rig.queue, `${rig.prefix}courses.events`, 'enrollment.confirmed.v1');
    rig.write('effect');
    const unrouted = `${rig.prefix}courses.unrouted`;
    await waitFor('it is unrouted', async () => (await queues.depth(unrouted)) === 1);
    await queues.close();
    const ledger = await rig.finish({ remark: '1 dead, 1 unrouted' });
    expect(ledger).toMatchObject({ ambiguous: 0, aside: 2, lost: 0, doubled: 0 });
  });

  test('12: a relay stands still beyond its lease, another takes over, and the database is slow', async () => {
    rig = await Rig.start('12 two relays, expired lease, slow database', servers(), { leaseMs: 2_000 });
    const other = await rig.addRelay();
    await rig.startLoad();
    for (const relay of [rig.publisher, other]) {
      // Longer than its lease: by then the other one has all that it had claimed.
      await Promise.all([
        relayStandsStill(() => relay, 3_000)(rig, servers()),
        databaseIsSlow(3_000)(rig, servers()),
      ]);
      await rig.untilEffects(50);
    }
    expect(await rig.finish()).toMatchObject({ lost: 0, doubled: 0 });
    expect(other.total('confirmed')).toBeGreaterThan(0);
  });

  test('14: a consumer that is slower than the producer costs no memory', async () => {
    rig = await Rig.start('14 slow consumer', servers(), {
      delayMs: 500,
      load: { pauseMs: 5, eventsPerWrite: 20 },
    });
    await rig.startLoad();
    await rig.untilEffects(400);
    const before = await rig.memory();
    const queues = await rig.queues();
    await waitFor('a backlog', async () => (await queues.depth(rig.queue)) > 3_000);
    await rig.stopLoad();
    const after = await rig.memory();
    await queues.close();
    rig.consumer.send({ kind: 'delay', delayMs: 0 });
    const remark = `MiB before → after: publisher ${before.publisher} → ${after.publisher}, consumer ${before.consumer} → ${after.consumer}`;
    expect(await rig.finish({ remark })).toMatchObject({ ambiguous: 0, lost: 0, doubled: 0 });
    for (const name of ['publisher', 'consumer'] as const)
      expect(after[name]).toBeLessThan(before[name] * 1.2);
  });
}
