import type { GetMessage } from 'amqplib';
import { v4 } from 'uuid';
import { until } from '../until';
import { dieOfDeliveries } from './showing';
import { OperationsRig } from './cli-fixture';

export function replaying(url: string): void {
  let rig: OperationsRig;
  beforeEach(async () => (rig = await OperationsRig.open(url)));
  afterEach(() => rig.close());

  it('replays one message by id, as it was before it failed', async () => {
    const [first, second, third] = await rig.fail(rig.dead, {}, {}, {});

    const { code, out } = await rig.run('replay', rig.dead, String(second));

    expect(code).toBe(0);
    expect(out).toBe(`Replayed 1 message to ${rig.queue}; 2 messages stay in ${rig.dead}.\n`);
    const [message, ...others] = await rig.take(rig.queue);
    expect(others).toEqual([]);
    expect(message?.properties.messageId).toBe(second);
    expect(message && notes(message)).toEqual([]);
    expect(message?.properties.headers).toMatchObject({ 'cloudEvents:id': second });
    expect(await rig.takeIds(rig.dead)).toEqual([first, third]);
  });

  it('replays to the own queue only, not to other subscriptions of the event', async () => {
    const { queue: other } = await rig.channel.assertQueue('', { exclusive: true });
    await rig.channel.bindQueue(other, rig.queue.replace('orders.ship', 'courses.events'), '#');
    await rig.fail(rig.parked, {});

    await rig.run('replay', rig.parked, '--all');

    expect(await rig.depth(rig.queue)).toBe(1);
    expect(await rig.depth(other)).toBe(0);
  });

  it('replays what the broker gave up, without its notes', async () => {
    await dieOfDeliveries(rig, 'm-1');
    await until('the dead letter', async () => (await rig.depth(rig.dead)) === 1);

    await rig.run('replay', rig.dead, 'm-1');

    const [message] = await rig.take(rig.queue);
    expect(message?.properties.messageId).toBe('m-1');
    expect(message && notes(message)).toEqual([]);
  });

  it('replays those that all filters want, and leaves the others in their order', async () => {
    const old = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const ids = await rig.fail(
      rig.dead,
      { reason: 'Error: Out of stock', forwardedAt: old },
      { reason: 'out of stock' },
      { reason: 'no address', forwardedAt: old },
      { reason: 'out of stock', forwardedAt: old, type: 'course.published.v1' },
      { reason: 'out of stock', forwardedAt: old },
    );
    const filters = ['--type', 'enrollment.confirmed.v1', '--reason', 'out of', '--older-than', '2h'];

    const { out } = await rig.run('replay', rig.dead, ...filters, '--json');

    expect(JSON.parse(out)).toEqual({
      queue: rig.dead,
      to: rig.queue,
      replayed: 2,
      left: 3,
      interrupted: false,
    });
    expect(await rig.takeIds(rig.queue)).toEqual([ids[0], ids[4]]);
    expect(await rig.takeIds(rig.dead)).toEqual([ids[1], ids[2], ids[3]]);
  });

  it('finds a message behind thousands of others', async () => {
    const ids = await rig.fail(rig.dead, ...Array.from({ length: 2_500 }, () => ({})));

    const { out } = await rig.run('replay', rig.dead, String(ids.at(-1)));

    expect(out).toContain('Replayed 1 message');
    expect(await rig.takeIds(rig.dead)).toEqual(ids.slice(0, -1));
  });

  it('sends unrouted messages only where it is told to', async () => {
    const unrouted = rig.queue.replace('orders.ship', 'courses.unrouted');
    await rig.put(unrouted, '{}', { messageId: 'm-1' });

    expect(await rig.run('replay', unrouted, '--all')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--to'),
    });
    expect(await rig.run('replay', unrouted, '--all', '--to', rig.queue)).toMatchObject({ code: 0 });
    expect(await rig.takeIds(rig.queue)).toEqual(['m-1']);
  });

  it('keeps what the other queue does not take', async () => {
    const small = `test-${v4()}`;
    await rig.channel.assertQueue(small, {
      arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' },
    });
    const ids = await rig.fail(rig.dead, {}, {}, {});

    const { code, err } = await rig.run('replay', rig.dead, '--all', '--to', small);

    expect({ code, err }).toEqual({ code: 1, err: `courses-messages: ${small} takes no more messages\n` });
    expect(await rig.takeIds(small)).toEqual([ids[0]]);
    expect(await rig.takeIds(rig.dead)).toEqual(ids.slice(1));
    await rig.channel.deleteQueue(small);
  });
}

/** Headers that earlier queues left; the count of deliveries comes with every message of a quorum queue. */
const notes = ({ properties }: GetMessage): string[] =>
  Object.keys(properties.headers ?? {}).filter((name) => /^x-(?!delivery-count)/.test(name));
