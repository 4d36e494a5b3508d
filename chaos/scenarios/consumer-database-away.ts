import { setTimeout as pause } from 'node:timers/promises';
import {
  MongoFaultProxy,
  untilReady,
  waitFor,
  type RealServers,
  type ServiceProcess,
} from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';
import { appendLedger } from '../environment/ledger';
import { publishCourse } from '../environment/publish-course';
import { reconcileRosters } from '../environment/reconcile-rosters';
import { startServicesEnvironment, type ServicesEnvironment } from '../environment/services-environment';

/** Longer than all retries of the consumer (9 s). */
const outageMs = Number(process.env.OUTAGE_SECONDS ?? 20) * 1_000;
const loadMs = 5_000;
/** The promise of the issue, not a benchmark. */
const longestResumptionMs = 2_000;

/** Only the consumer's own database is away. */
export function consumerDatabaseAway(servers: () => RealServers): void {
  let proxy: MongoFaultProxy;
  beforeEach(async () => {
    const { hostname, port } = new URL(servers().mongo.uri);
    proxy = await MongoFaultProxy.start({ target: { host: hostname, port: Number(port) } });
  });
  afterEach(() => proxy.stop());

  describe('as a program', () => consumerProgram(servers, () => proxy));
  describe('as a service', () => enrollmentsService(servers, () => proxy));
}

function consumerProgram(servers: () => RealServers, proxy: () => MongoFaultProxy): void {
  let chaos: ChaosEnvironment;
  afterEach(() => chaos?.close());

  it(
    'waits in order, without an attempt, while the database of a consumer refuses, and resumes within 2 s (27)',
    async () => {
      chaos = await ChaosEnvironment.start('27 database of the consumer refuses', servers(), {
        consumerDatabasePort: proxy().port,
        // One at a time, so that there is an order.
        prefetch: 1,
        load: { writers: 1, pauseMs: 100 },
      });
      await chaos.startLoad();

      proxy().cut();
      await pause(loadMs);
      await chaos.stopLoad();
      const before = chaos.effects;
      await pause(outageMs - loadMs);
      expect(chaos.effects).toBe(before);
      const waiting = await chaos.queues.depth(chaos.queue);
      proxy().heal();
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

function enrollmentsService(servers: () => RealServers, proxy: () => MongoFaultProxy): void {
  let environment: ServicesEnvironment;
  const started: ServiceProcess[] = [];
  afterEach(async () => {
    for (const service of started.splice(0)) await service.stop();
    await environment?.stop();
  });

  it(
    'opens each roster once, without a retry, when the database of enrollments is back (27)',
    async () => {
      const { mongo, rabbit } = servers();
      environment = await startServicesEnvironment(mongo.uri, rabbit.url);
      const uri = new URL(proxy().url);
      uri.pathname = environment.database.databaseName;
      const courses = await environment.start('courses');
      const enrollments = await environment.start('enrollments', { MONGODB_URI: uri.href });
      started.push(courses, enrollments);
      await untilReady(started);
      const instructor = await environment.issuer.user(['instructor']);
      const rosters = environment.database.collection<{ _id: string }>('rosters');
      const published: string[] = [];
      const opened = () => rosters.countDocuments({ _id: { $in: published } });
      const publish = async () => published.push(await publishCourse(courses.url, instructor));
      const metrics = async () => (await fetch(enrollments.metrics)).text();
      await publish();
      await waitFor('the first roster', async () => (await opened()) === 1);

      proxy().cut();
      const ends = performance.now() + outageMs;
      while (published.length <= 20) await publish();
      await pause(ends - performance.now());
      expect(await opened()).toBe(1);
      expect(await metrics()).toMatch(/messaging_paused\{queue="enrollments.open-roster".*\} 1/);
      proxy().heal();
      const since = performance.now();
      await waitFor('the next roster', async () => (await opened()) > 1);
      const resumptionMs = Math.round(performance.now() - since);

      const ledger = await reconcileRosters(environment, rabbit.url, published);
      const remark = `resumed after ${resumptionMs} ms`;
      appendLedger('27 database of enrollments refuses', ledger, remark, await environment.traces());
      expect(ledger).toMatchObject({ deadLettered: 0, lost: 0, duplicated: 0 });
      expect(enrollments.log.filter(({ msg }) => msg === 'message failed; it will be retried')).toEqual([]);
      expect(resumptionMs).toBeLessThan(longestResumptionMs);
    },
    outageMs + 120_000,
  );
}
