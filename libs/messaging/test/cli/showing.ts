import { join } from 'node:path';
import { workspaceQueues } from '../../src/cli/workspace-queues';
import { OperationsRig } from './cli-fixture';

const workspace = join(__dirname, '../../../..');

export function looking(url: string): void {
  let rig: OperationsRig;
  beforeEach(async () => (rig = await OperationsRig.open(url)));
  afterEach(() => rig.close());

  it('lists the queues of a subscription with depths and the age of the oldest message', async () => {
    const forwardedAt = new Date(Date.now() - 5 * 3_600_000 - 60_000).toISOString();
    await rig.fail(rig.dead, { forwardedAt }, {}, {});
    await rig.put(rig.queue, '{}');

    const { code, out } = await rig.run('list', rig.queue);

    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${rig.queue} +1 +· +0$`, 'm'));
    expect(out).toMatch(new RegExp(`^${rig.dead} +3 +5 h$`, 'm'));
    expect(out).toMatch(new RegExp(`^${rig.parked} +0 +·$`, 'm'));
    expect(await rig.depth(rig.dead)).toBe(3);
  });

  it('lists the queues of this workspace, and no others, when none is named', async () => {
    const { code, out } = await rig.run('list', '--json');

    expect(code).toBe(0);
    const families = [...workspaceQueues(workspace), 'courses.unrouted'];
    for (const { queue } of JSON.parse(out) as { queue: string }[])
      expect(families.some((name) => queue.startsWith(name))).toBe(true);
    expect(out).not.toContain(rig.queue);
  });

  it('looks into live queues only when told to', async () => {
    await rig.put(rig.queue, '{}', { timestamp: Math.floor(Date.now() / 1_000) - 7_300 });

    expect((await rig.run('list', rig.queue, '--live')).out).toMatch(/orders\.ship +1 +2 h +0$/m);
  });

  it('shows a dead message with its reason, attempts, headers and body', async () => {
    const [id = ''] = await rig.fail(rig.dead, { reason: 'no stock', attempts: 6 }, {});

    const { code, out } = await rig.run('show', rig.dead, id);

    expect(code).toBe(0);
    expect(out).toMatch(/reason +no stock$/m);
    expect(out).toMatch(/attempts +6$/m);
    expect(out).toMatch(/cloudEvents:source +enrollments$/m);
    expect(out).toContain('"courseTitle": "Knots and ropes"');
    expect(await rig.depth(rig.dead)).toBe(2);
  });

  it('shows all messages as JSON, with what is no JSON as text', async () => {
    const [id] = await rig.fail(rig.parked, { reason: 'unreadable' });
    await rig.put(rig.parked, 'not json');

    const { out } = await rig.run('show', rig.parked, '--json');

    expect(JSON.parse(out)).toMatchObject([
      { id, reason: 'unreadable', attempts: 6, body: { courseTitle: 'Knots and ropes' } },
      { id: null, reason: null, attempts: null, body: 'not json' },
    ]);
  });

  it('finds a message without an id by its place in the queue', async () => {
    await rig.fail(rig.parked, {});
    await rig.put(rig.parked, 'not json');

    expect((await rig.run('show', rig.parked, '2')).out).toContain('not json');
  });

  it('says why a message is dead whose process died each time', async () => {
    await dieOfDeliveries(rig, 'm-1');

    const { out } = await rig.run('show', rig.dead, 'm-1');

    expect(out).toMatch(/reason +delivery limit: its process died/);
  });

  it('shows no more messages than asked for, and says that there are more', async () => {
    const ids = await rig.fail(rig.dead, {}, {}, {});

    const { out, err } = await rig.run('show', rig.dead, '--limit', '2', '--json');

    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(err).toContain('More messages follow');
    expect(await rig.takeIds(rig.dead)).toEqual(ids);
  });
}

/** As a message does whose handler takes the process down, until the broker gives it up. */
export async function dieOfDeliveries(rig: OperationsRig, messageId: string): Promise<void> {
  await rig.put(rig.queue, '{}', { messageId, headers: { 'x-attempts': 1, 'x-reason': 'earlier' } });
  for (
    let delivered = await rig.channel.get(rig.queue);
    delivered;
    delivered = await rig.channel.get(rig.queue)
  )
    rig.channel.nack(delivered);
}
