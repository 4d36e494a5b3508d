import { blocked, FaultyProxy } from '../faults/faulty-proxy';
import { until } from '../until';
import { ConfirmThief } from './confirm-thief';
import { OperationsRig, startCommand } from './cli-fixture';

export function interrupting(url: string): void {
  let rig: OperationsRig;
  beforeEach(async () => (rig = await OperationsRig.open(url)));
  afterEach(() => rig.close());

  const many = 1_500;

  it('loses nothing when killed between publish and acknowledgement: in both queues, with one id, in the old order', async () => {
    const thief = await ConfirmThief.start(url);
    const ids = await rig.fail(rig.dead, ...Array.from({ length: 20 }, () => ({})));

    const { child, ended } = startCommand(['replay', rig.dead, '--all'], { AMQP_URL: thief.url });
    await until('a message is confirmed', () => thief.stolen);
    child.kill('SIGKILL');
    await ended;
    await thief.stop();

    await until('all are back', async () => (await rig.depth(rig.dead)) === ids.length);
    expect(await rig.takeIds(rig.dead)).toEqual(ids);
    const replayed = await rig.takeIds(rig.queue);
    expect(replayed.length).toBeGreaterThan(0);
    expect(replayed).toEqual(ids.slice(0, replayed.length));
  });

  it('loses nothing when killed amid thousands', async () => {
    const ids = await rig.fail(rig.dead, ...Array.from({ length: many }, () => ({})));

    const { child, ended } = startCommand(['replay', rig.dead, '--all'], { AMQP_URL: url });
    await until('some are replayed', async () => (await rig.depth(rig.queue)) > 0);
    child.kill('SIGKILL');
    await ended;

    await until('the rest is back', async () => {
      return (await rig.depth(rig.dead)) + (await rig.depth(rig.queue)) >= many;
    });
    const [left, replayed] = [await rig.takeIds(rig.dead), await rig.takeIds(rig.queue)];
    expect(new Set([...left, ...replayed])).toEqual(new Set(ids));
    expect(new Set(replayed).size).toBe(replayed.length);
    expect(left).toEqual(ids.slice(-left.length));
  });

  it('ends in good order on SIGINT, and goes on with the rest when started again', async () => {
    const ids = await rig.fail(rig.dead, ...Array.from({ length: many }, () => ({})));

    const { child, ended } = startCommand(['replay', rig.dead, '--all'], { AMQP_URL: url });
    await until('some are replayed', async () => (await rig.depth(rig.queue)) > 0);
    child.kill('SIGINT');
    const { code, out } = await ended;

    expect(code).toBe(130);
    expect(out).toMatch(/^Interrupted\. Replayed [\d,]+ messages to /);
    await until('the rest is back', async () => {
      return (await rig.depth(rig.dead)) + (await rig.depth(rig.queue)) === many;
    });
    await rig.run('replay', rig.dead, '--all');
    expect(await rig.takeIds(rig.dead)).toEqual([]);
    expect(await rig.takeIds(rig.queue)).toEqual(ids);
  });

  it('gives up when the broker blocks publishers, and loses nothing', async () => {
    const proxy = await FaultyProxy.start(url);
    const ids = await rig.fail(rig.dead, ...Array.from({ length: many }, () => ({})));

    const { ended } = startCommand(['replay', rig.dead, '--all'], { AMQP_URL: proxy.url });
    await until('some are replayed', async () => (await rig.depth(rig.queue)) > 0);
    proxy.inject(blocked('low on memory'));
    const { code, err } = await ended;
    await proxy.stop();

    expect(code).toBe(1);
    expect(err).toContain('the broker takes no messages now (low on memory); the rest stays in');
    await until('the rest is back', async () => {
      return (await rig.depth(rig.dead)) + (await rig.depth(rig.queue)) >= many;
    });
    const found = [...(await rig.takeIds(rig.dead)), ...(await rig.takeIds(rig.queue))];
    expect(new Set(found)).toEqual(new Set(ids));
  });
}
