import { OperationsRig } from './cli-fixture';

export function dropping(url: string): void {
  let rig: OperationsRig;
  beforeEach(async () => (rig = await OperationsRig.open(url)));
  afterEach(() => rig.close());

  it('drops what is meant, and nothing else', async () => {
    const ids = await rig.fail(rig.dead, { reason: 'a' }, { reason: 'b' }, { reason: 'a' });

    const { code, out } = await rig.run('drop', rig.dead, '--reason', 'a', '--yes');

    expect(code).toBe(0);
    expect(out).toBe(`Dropped 2 messages; 1 message stays in ${rig.dead}.\n`);
    expect(await rig.takeIds(rig.dead)).toEqual([ids[1]]);
  });

  it('refuses to drop when nobody can be asked', async () => {
    await rig.fail(rig.dead, {});

    const { code, err } = await rig.run('drop', rig.dead, '--all');

    expect(code).toBe(2);
    expect(err).toContain('add --yes');
    expect(await rig.depth(rig.dead)).toBe(1);
  });
}
