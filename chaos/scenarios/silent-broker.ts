import { AmqpFaultProxy, untilReady, waitFor, type RealServers } from '@courses/testing';
import { longestAnswerMs } from '../environment/answers';
import { appendLedger } from '../environment/ledger';
import { publishCourse } from '../environment/publish-course';
import { startServicesEnvironment, type ServicesEnvironment } from '../environment/services-environment';

const courseCount = 20;

export function silentBroker(servers: () => RealServers): void {
  let proxy: AmqpFaultProxy;
  let environment: ServicesEnvironment;
  const started: { stop(): Promise<unknown> }[] = [];

  afterEach(async () => {
    for (const service of started.splice(0)) await service.stop();
    await environment?.stop();
    await proxy?.stop();
  });

  it('answers in time and publishes at least once when the broker is silent after a publish (22)', async () => {
    const { mongo, rabbit } = servers();
    const url = new URL(rabbit.url);
    proxy = await AmqpFaultProxy.start({ target: { host: url.hostname, port: Number(url.port) } });
    url.port = String(proxy.port);
    environment = await startServicesEnvironment(mongo.uri, rabbit.url);
    const courses = await environment.start('courses', { AMQP_URL: url.href });
    const enrollments = await environment.start('enrollments');
    started.push(courses, enrollments);
    await untilReady([courses, enrollments]);
    const instructor = await environment.issuer.user(['instructor']);

    proxy.swallowConfirms();
    const published: string[] = [];
    let slowestMs = 0;
    while (published.length < courseCount || proxy.swallowed === 0) {
      const since = performance.now();
      published.push(await publishCourse(courses.url, instructor));
      slowestMs = Math.max(slowestMs, Math.round(performance.now() - since));
    }
    const unpublished = { outboxAt: { $exists: true } };
    const pending = () => environment.database.collection('courses').countDocuments(unpublished);
    expect(await pending()).toBe(published.length);
    proxy.heal();
    await waitFor('an empty outbox', async () => (await pending()) === 0);

    const rosters = environment.database.collection<{ _id: string }>('rosters');
    const opened = () => rosters.countDocuments({ _id: { $in: published } });
    // What is missing by then counts as lost.
    await waitFor('the rosters', async () => (await opened()) === published.length).catch(() => undefined);
    const effects = await opened();
    const ledger = {
      attempted: published.length,
      confirmed: published.length,
      ambiguous: 0,
      delivered: 0,
      effects,
      deadLettered: 0,
      lost: published.length - effects,
      duplicated: (await rosters.countDocuments()) - effects,
    };
    const remark = `slowest publication of a course ${slowestMs} ms, ${proxy.swallowed} frames with confirms lost`;
    appendLedger('22 silent broker after a publish', ledger, remark);
    expect(ledger).toMatchObject({ lost: 0, duplicated: 0 });
    expect(slowestMs).toBeLessThan(longestAnswerMs);
  });
}
