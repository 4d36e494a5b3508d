import { setTimeout as pause } from 'node:timers/promises';
import {
  AmqpFaultProxy,
  untilReady,
  waitFor,
  type RealServers,
  type ServiceProcess,
  type TestUser,
} from '@courses/testing';
import { longestAnswerMs, longestStopMs } from '../environment/answers';
import { appendLedger } from '../environment/ledger';
import { publishCourse } from '../environment/publish-course';
import { reconcileRosters } from '../environment/reconcile-rosters';
import { startServicesEnvironment, type ServicesEnvironment } from '../environment/services-environment';

const courseCount = 20;
/** Longer than it takes to notice a silent broker, which is 6 s at most. */
const silenceMs = 8_000;

/** The courses service with a broker that is silent. */
export function silentBroker(servers: () => RealServers): void {
  let proxy: AmqpFaultProxy;
  let environment: ServicesEnvironment;
  let courses: ServiceProcess;
  let instructor: TestUser;
  let started: ServiceProcess[];
  let published: string[];
  let slowestMs: number;

  beforeEach(async () => {
    const { mongo, rabbit } = servers();
    const url = new URL(rabbit.url);
    proxy = await AmqpFaultProxy.start({ target: { host: url.hostname, port: Number(url.port) } });
    url.port = String(proxy.port);
    [started, published, slowestMs] = [[], [], 0];
    environment = await startServicesEnvironment(mongo.uri, rabbit.url);
    courses = await environment.start('courses', { AMQP_URL: url.href });
    started.push(courses, await environment.start('enrollments'));
    await untilReady(started);
    instructor = await environment.issuer.user(['instructor']);
  });
  afterEach(async () => {
    for (const service of started) await service.stop();
    await environment?.stop();
    await proxy?.stop();
  });

  async function publish(): Promise<void> {
    const since = performance.now();
    published.push(await publishCourse(courses.url, instructor));
    slowestMs = Math.max(slowestMs, Math.round(performance.now() - since));
  }

  const pending = () => environment.database.collection('courses').countDocuments(unpublished);

  /** Waits until every event has its effect. */
  async function reconcile(scenario: string, remark: string) {
    await waitFor('an empty outbox', async () => (await pending()) === 0);
    const ledger = await reconcileRosters(environment, servers().rabbit.url, published);
    const answers = `slowest publication of a course ${slowestMs} ms, ${remark}`;
    appendLedger(scenario, ledger, answers, await environment.traces());
    expect(ledger).toMatchObject({ lost: 0, duplicated: 0 });
    expect(slowestMs).toBeLessThan(longestAnswerMs);
    return environment.database.collection('rosters').countDocuments();
  }

  it('answers in time and publishes at least once when the broker is silent after a publish (22)', async () => {
    proxy.swallowConfirms();
    while (published.length < courseCount || proxy.swallowed === 0) await publish();
    expect(await pending()).toBe(published.length);
    proxy.heal();
    const remark = `${proxy.swallowed} frames with confirms lost`;
    expect(await reconcile('22 silent broker after a publish', remark)).toBe(published.length);
  });

  it('answers in time and ends below the grace period when the broker is silent under load (28)', async () => {
    const load = Array.from({ length: 4 }, async () => {
      for (;;) await publish();
    });
    await waitFor('some courses', () => published.length >= courseCount);
    proxy.blackHole();
    await pause(silenceMs);
    const since = performance.now();
    const code = await courses.stop('SIGTERM');
    const stopMs = Math.round(performance.now() - since);
    await Promise.allSettled(load);
    expect(code).toBe(0);
    expect(stopMs).toBeLessThan(longestStopMs);
    expect(await pending()).toBeGreaterThan(0);

    started.push(await environment.start('courses'));
    await reconcile('28 SIGTERM with a silent broker', `ended after ${stopMs} ms`);
  });
}

const unpublished = { outboxAt: { $exists: true } };
