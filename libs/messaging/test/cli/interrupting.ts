import { blocked, FaultyProxy } from '../faults/faulty-proxy';
import { until } from '../until';
import { ConfirmThief } from './confirm-thief';
import { CliFixture, startCommand } from './cli-fixture';

export function interrupting(url: string): void {
  let fixture: CliFixture;
  beforeEach(async () => (fixture = await CliFixture.open(url)));
  afterEach(() => fixture.close());

  const many = 1_500;

  it('loses nothing when killed between publish and acknowledgement, and keeps ids and order', async () => {
    const thief = await ConfirmThief.start(url);
    const ids = await fixture.fail(fixture.dlq, ...Array.from({ length: 20 }, () => ({})));

    const { child, ended } = startCommand(['replay', fixture.dlq, '--all'], { AMQP_URL: thief.url });
    await until('a message is confirmed', () => thief.stolen);
    child.kill('SIGKILL');
    await ended;
    await thief.stop();

    await until('all are back', async () => (await fixture.depth(fixture.dlq)) === ids.length);
    expect(await fixture.takeIds(fixture.dlq)).toEqual(ids);
    const replayed = await fixture.takeIds(fixture.queue);
    expect(replayed.length).toBeGreaterThan(0);
    expect(replayed).toEqual(ids.slice(0, replayed.length));
  });

  it('loses nothing when killed amid thousands of messages', async () => {
    const ids = await fixture.fail(fixture.dlq, ...Array.from({ length: many }, () => ({})));

    const { child, ended } = startCommand(['replay', fixture.dlq, '--all'], { AMQP_URL: url });
    await until('some are replayed', async () => (await fixture.depth(fixture.queue)) > 0);
    child.kill('SIGKILL');
    await ended;

    await until('the rest is back', async () => {
      return (await fixture.depth(fixture.dlq)) + (await fixture.depth(fixture.queue)) >= many;
    });
    const [left, replayed] = [await fixture.takeIds(fixture.dlq), await fixture.takeIds(fixture.queue)];
    expect(new Set([...left, ...replayed])).toEqual(new Set(ids));
    expect(new Set(replayed).size).toBe(replayed.length);
    expect(left).toEqual(ids.slice(-left.length));
  });

  it('stops gracefully on SIGINT, and continues when started again', async () => {
    const ids = await fixture.fail(fixture.dlq, ...Array.from({ length: many }, () => ({})));

    const { child, ended } = startCommand(['replay', fixture.dlq, '--all'], { AMQP_URL: url });
    await until('some are replayed', async () => (await fixture.depth(fixture.queue)) > 0);
    child.kill('SIGINT');
    const { code, out } = await ended;

    expect(code).toBe(130);
    expect(out).toMatch(/^Interrupted\. Replayed [\d,]+ messages to /);
    await until('the rest is back', async () => {
      return (await fixture.depth(fixture.dlq)) + (await fixture.depth(fixture.queue)) === many;
    });
    await fixture.run('replay', fixture.dlq, '--all');
    expect(await fixture.takeIds(fixture.dlq)).toEqual([]);
    expect(await fixture.takeIds(fixture.queue)).toEqual(ids);
  });

  it('fails when the broker blocks publishers, and loses nothing', async () => {
    const proxy = await FaultyProxy.start(url);
    const ids = await fixture.fail(fixture.dlq, ...Array.from({ length: many }, () => ({})));

    const { ended } = startCommand(['replay', fixture.dlq, '--all'], { AMQP_URL: proxy.url });
    await until('some are replayed', async () => (await fixture.depth(fixture.queue)) > 0);
    proxy.inject(blocked('low on memory'));
    const { code, err } = await ended;
    await proxy.stop();

    expect(code).toBe(1);
    expect(err).toContain('the broker blocks publishers (low on memory); the rest stays in');
    await until('the rest is back', async () => {
      return (await fixture.depth(fixture.dlq)) + (await fixture.depth(fixture.queue)) >= many;
    });
    const found = [...(await fixture.takeIds(fixture.dlq)), ...(await fixture.takeIds(fixture.queue))];
    expect(new Set(found)).toEqual(new Set(ids));
  });
}
