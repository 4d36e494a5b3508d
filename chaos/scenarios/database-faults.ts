import type { RealServers } from '@courses/testing';
import { databaseIsKilled } from '../rig/faults';
import { Rig } from '../rig/rig';

/** A database that is killed. */
export function databaseFaults(servers: () => RealServers): void {
  let rig: Rig;
  afterEach(() => rig.close());

  test('13: the database is killed with -9 while events are published and have their effects', async () => {
    rig = await Rig.start('13 kill -9 of the database', servers());
    await rig.startLoad();
    for (let kills = 0; kills < 2; kills += 1) {
      await databaseIsKilled(rig, servers());
      await rig.untilEffects(100);
    }
    expect(await rig.finish()).toMatchObject({ lost: 0, doubled: 0 });
    expect(rig.publisher.restarts + rig.consumer.restarts).toBe(0);
  });
}
