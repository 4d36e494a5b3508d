import type { RealServers } from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';
import { killDatabase } from '../environment/faults';

export function databaseFaults(servers: () => RealServers): void {
  let chaos: ChaosEnvironment;
  afterEach(() => chaos.close());

  it('loses and duplicates no event when the database is killed during publishing and consuming (13)', async () => {
    chaos = await ChaosEnvironment.start('13 database is killed (kill -9)', servers());
    await chaos.startLoad();
    for (let kills = 0; kills < 2; kills += 1) {
      await killDatabase(chaos, servers());
      await chaos.untilEffects(100);
    }
    expect(await chaos.finish()).toMatchObject({ lost: 0, duplicated: 0 });
    expect(chaos.publisher.restarts + chaos.consumer.restarts).toBe(0);
  });
}
