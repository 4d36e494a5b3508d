import type { GetMessage } from 'amqplib';
import { v4 } from 'uuid';
import { until } from '../until';
import { exhaustDeliveries } from './showing';
import { CliFixture } from './cli-fixture';

export function replaying(url: string): void {
  let fixture: CliFixture;
  beforeEach(async () => (fixture = await CliFixture.open(url)));
  afterEach(() => fixture.close());

  it('replays one message by id, as it was before it failed', async () => {
    const [first, second, third] = await fixture.fail(fixture.dlq, {}, {}, {});

    const { code, out } = await fixture.run('replay', fixture.dlq, String(second));

    expect(code).toBe(0);
    expect(out).toBe(`Replayed 1 message to ${fixture.queue}; 2 messages stay in ${fixture.dlq}.\n`);
    const [message, ...others] = await fixture.take(fixture.queue);
    expect(others).toEqual([]);
    expect(message?.properties.messageId).toBe(second);
    expect(message && queueHeaders(message)).toEqual([]);
    expect(message?.properties.headers).toMatchObject({ 'cloudEvents:id': second });
    expect(await fixture.takeIds(fixture.dlq)).toEqual([first, third]);
  });

  it('replays to the own queue only, not to other subscriptions of the event', async () => {
    const { queue: other } = await fixture.channel.assertQueue('', { exclusive: true });
    await fixture.channel.bindQueue(other, fixture.queue.replace('orders.ship', 'courses.events'), '#');
    await fixture.fail(fixture.parked, {});

    await fixture.run('replay', fixture.parked, '--all');

    expect(await fixture.depth(fixture.queue)).toBe(1);
    expect(await fixture.depth(other)).toBe(0);
  });

  it('replays what the broker dead-lettered, without the headers about earlier queues', async () => {
    await exhaustDeliveries(fixture, 'm-1');
    await until('it is dead-lettered', async () => (await fixture.depth(fixture.dlq)) === 1);

    await fixture.run('replay', fixture.dlq, 'm-1');

    const [message] = await fixture.take(fixture.queue);
    expect(message?.properties.messageId).toBe('m-1');
    expect(message && queueHeaders(message)).toEqual([]);
  });

  it('replays messages that match all filters, and keeps the order of the others', async () => {
    const old = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const ids = await fixture.fail(
      fixture.dlq,
      { reason: 'Error: Out of stock', forwardedAt: old },
      { reason: 'out of stock' },
      { reason: 'no address', forwardedAt: old },
      { reason: 'out of stock', forwardedAt: old, type: 'course.published.v1' },
      { reason: 'out of stock', forwardedAt: old },
    );
    const filters = ['--type', 'enrollment.confirmed.v1', '--reason', 'out of', '--older-than', '2h'];

    const { out } = await fixture.run('replay', fixture.dlq, ...filters, '--json');

    expect(JSON.parse(out)).toEqual({
      queue: fixture.dlq,
      to: fixture.queue,
      replayed: 2,
      left: 3,
      interrupted: false,
    });
    expect(await fixture.takeIds(fixture.queue)).toEqual([ids[0], ids[4]]);
    expect(await fixture.takeIds(fixture.dlq)).toEqual([ids[1], ids[2], ids[3]]);
  });

  it('finds a message behind thousands of others', async () => {
    const ids = await fixture.fail(fixture.dlq, ...Array.from({ length: 2_500 }, () => ({})));

    const { out } = await fixture.run('replay', fixture.dlq, String(ids.at(-1)));

    expect(out).toContain('Replayed 1 message');
    expect(await fixture.takeIds(fixture.dlq)).toEqual(ids.slice(0, -1));
  });

  it('replays unrouted messages only with --to', async () => {
    const unrouted = fixture.queue.replace('orders.ship', 'courses.unrouted');
    await fixture.put(unrouted, '{}', { messageId: 'm-1' });

    expect(await fixture.run('replay', unrouted, '--all')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--to'),
    });
    expect(await fixture.run('replay', unrouted, '--all', '--to', fixture.queue)).toMatchObject({ code: 0 });
    expect(await fixture.takeIds(fixture.queue)).toEqual(['m-1']);
  });

  it('keeps messages that the target queue rejects', async () => {
    const small = `test-${v4()}`;
    await fixture.channel.assertQueue(small, {
      arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' },
    });
    const ids = await fixture.fail(fixture.dlq, {}, {}, {});

    const { code, err } = await fixture.run('replay', fixture.dlq, '--all', '--to', small);

    expect({ code, err }).toEqual({ code: 1, err: `courses-messages: ${small} accepts no more messages\n` });
    expect(await fixture.takeIds(small)).toEqual([ids[0]]);
    expect(await fixture.takeIds(fixture.dlq)).toEqual(ids.slice(1));
    await fixture.channel.deleteQueue(small);
  });
}

/** Headers about earlier queues; every message of a quorum queue has the delivery count. */
const queueHeaders = ({ properties }: GetMessage): string[] =>
  Object.keys(properties.headers ?? {}).filter((name) => /^x-(?!delivery-count)/.test(name));
