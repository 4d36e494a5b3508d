import { CliFixture } from './cli-fixture';

export function dropping(url: string): void {
  let fixture: CliFixture;
  beforeEach(async () => (fixture = await CliFixture.open(url)));
  afterEach(() => fixture.close());

  it('deletes the messages that match, and no others', async () => {
    const ids = await fixture.fail(fixture.dlq, { reason: 'a' }, { reason: 'b' }, { reason: 'a' });

    const { code, out } = await fixture.run('drop', fixture.dlq, '--reason', 'a', '--yes');

    expect(code).toBe(0);
    expect(out).toBe(`Dropped 2 messages; 1 message stays in ${fixture.dlq}.\n`);
    expect(await fixture.takeIds(fixture.dlq)).toEqual([ids[1]]);
  });

  it('requires --yes without a terminal', async () => {
    await fixture.fail(fixture.dlq, {});

    const { code, err } = await fixture.run('drop', fixture.dlq, '--all');

    expect(code).toBe(2);
    expect(err).toContain('add --yes');
    expect(await fixture.depth(fixture.dlq)).toBe(1);
  });
}
