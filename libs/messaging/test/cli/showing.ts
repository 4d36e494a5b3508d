import { join } from 'node:path';
import { workspaceQueues } from '../../src/cli/workspace-queues';
import { CliFixture } from './cli-fixture';

const workspace = join(__dirname, '../../../..');

export function showing(url: string): void {
  let fixture: CliFixture;
  beforeEach(async () => (fixture = await CliFixture.open(url)));
  afterEach(() => fixture.close());

  it('lists the queues of a subscription with depths and the age of the oldest message', async () => {
    const forwardedAt = new Date(Date.now() - 5 * 3_600_000 - 60_000).toISOString();
    await fixture.fail(fixture.dlq, { forwardedAt }, {}, {});
    await fixture.put(fixture.queue, '{}');

    const { code, out } = await fixture.run('list', fixture.queue);

    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${fixture.queue} +1 +· +0$`, 'm'));
    expect(out).toMatch(new RegExp(`^${fixture.dlq} +3 +5 h$`, 'm'));
    expect(out).toMatch(new RegExp(`^${fixture.parked} +0 +·$`, 'm'));
    expect(await fixture.depth(fixture.dlq)).toBe(3);
  });

  it('lists the queues of this workspace, and no others, when none is named', async () => {
    const { code, out } = await fixture.run('list', '--json');

    expect(code).toBe(0);
    const families = [...workspaceQueues(workspace), 'courses.unrouted'];
    for (const { queue } of JSON.parse(out) as { queue: string }[])
      expect(families.some((name) => queue.startsWith(name))).toBe(true);
    expect(out).not.toContain(fixture.queue);
  });

  it('reads live queues only with --live', async () => {
    await fixture.put(fixture.queue, '{}', { timestamp: Math.floor(Date.now() / 1_000) - 7_300 });

    expect((await fixture.run('list', fixture.queue, '--live')).out).toMatch(/orders\.ship +1 +2 h +0$/m);
  });

  it('shows a dead letter with its reason, attempts, headers and body', async () => {
    const [id = ''] = await fixture.fail(fixture.dlq, { reason: 'no stock', attempts: 6 }, {});

    const { code, out } = await fixture.run('show', fixture.dlq, id);

    expect(code).toBe(0);
    expect(out).toMatch(/reason +no stock$/m);
    expect(out).toMatch(/attempts +6$/m);
    expect(out).toMatch(/cloudEvents:source +enrollments$/m);
    expect(out).toContain('"courseTitle": "Knots and ropes"');
    expect(await fixture.depth(fixture.dlq)).toBe(2);
  });

  it('shows messages as JSON, and a body that is not JSON as text', async () => {
    const [id] = await fixture.fail(fixture.parked, { reason: 'unreadable' });
    await fixture.put(fixture.parked, 'not json');

    const { out } = await fixture.run('show', fixture.parked, '--json');

    expect(JSON.parse(out)).toMatchObject([
      { id, reason: 'unreadable', attempts: 6, body: { courseTitle: 'Knots and ropes' } },
      { id: null, reason: null, attempts: null, body: 'not json' },
    ]);
  });

  it('finds a message without an id by its position in the queue', async () => {
    await fixture.fail(fixture.parked, {});
    await fixture.put(fixture.parked, 'not json');

    expect((await fixture.run('show', fixture.parked, '2')).out).toContain('not json');
  });

  it('shows the reason of a message that crashed its process each time', async () => {
    await exhaustDeliveries(fixture, 'm-1');

    const { out } = await fixture.run('show', fixture.dlq, 'm-1');

    expect(out).toMatch(/reason +delivery limit: its process crashed/);
  });

  it('shows at most --limit messages, and reports that more follow', async () => {
    const ids = await fixture.fail(fixture.dlq, {}, {}, {});

    const { out, err } = await fixture.run('show', fixture.dlq, '--limit', '2', '--json');

    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(err).toContain('More messages follow');
    expect(await fixture.takeIds(fixture.dlq)).toEqual(ids);
  });
}

/** As a message whose handler crashes the process, until the broker dead-letters it. RabbitMQ 4.3 does not count a nack. */
export async function exhaustDeliveries(fixture: CliFixture, messageId: string): Promise<void> {
  await fixture.put(fixture.queue, '{}', { messageId, headers: { 'x-attempts': 1, 'x-reason': 'earlier' } });
  while ((await fixture.depth(fixture.dlq)) === 0) await fixture.crash(fixture.queue);
}
