import { setTimeout as pause } from 'node:timers/promises';
import { MongoFaultProxy, waitFor, type RealServers } from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';

/** Longer than all retries of the consumer (9 s). */
const outageMs = Number(process.env.OUTAGE_SECONDS ?? 20) * 1_000;
const loadMs = 5_000;
/** The promise of the issue, not a benchmark. */
const longestResumptionMs = 2_000;

/** Only the consumer's own database is away. */
export function consumerDatabaseAway(servers: () => RealServers): void {
  let chaos: ChaosEnvironment;
  let proxy: MongoFaultProxy;
  afterEach(async () => {
    await chaos?.close();
    await proxy?.stop();
  });

  it(
    'waits in order, without an attempt, while the database of a consumer refuses, and resumes within 2 s (27)',
    async () => {
      const { hostname, port } = new URL(servers().mongo.uri);
      proxy = await MongoFaultProxy.start({ target: { host: hostname, port: Number(port) } });
      chaos = await ChaosEnvironment.start('27 database of the consumer refuses', servers(), {
        consumerDatabasePort: proxy.port,
        // One at a time, so that there is an order.
        prefetch: 1,
        load: { writers: 1, pauseMs: 100 },
      });
      await chaos.startLoad();

      proxy.cut();
      await pause(loadMs);
      await chaos.stopLoad();
      const before = chaos.effects;
      await pause(outageMs - loadMs);
      expect(chaos.effects).toBe(before);
      const waiting = await chaos.queues.depth(chaos.queue);
      proxy.heal();
      const since = performance.now();
      await waitFor('the next effect', () => chaos.effects > before);
      const resumptionMs = Math.round(performance.now() - since);

      const remark = `${outageMs / 1_000} s, ${waiting} events waited, resumed after ${resumptionMs} ms`;
      const ledger = await chaos.finish(remark);
      expect(ledger).toMatchObject({ ambiguous: 0, deadLettered: 0, lost: 0, duplicated: 0 });
      expect(waiting).toBeGreaterThan(0);
      expect(await chaos.outOfOrder()).toBe(0);
      expect(resumptionMs).toBeLessThan(longestResumptionMs);
      expect(chaos.consumer.restarts).toBe(0);
    },
    outageMs + 120_000,
  );
}
