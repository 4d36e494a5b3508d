import type { RealServers } from '@courses/testing';
import {
  blackHole,
  brokerIsKilled,
  brokerStopsAndStarts,
  closedDuringSetup,
  handshakeNotAnswered,
  memoryAlarm,
  resetDuringSetup,
  type Fault,
} from '../rig/faults';
import { Rig } from '../rig/rig';

/** Quicker than in production, so that a fault that only patience finds does not take the whole run. */
const timing = { heartbeatSeconds: 1, handshakeTimeoutMs: 1_000, confirmTimeoutMs: 3_000 };

/** A broker that goes, and networks that fail. */
export function brokerFaults(servers: () => RealServers): void {
  let rig: Rig;
  afterEach(() => rig.close());

  test.each<[string, Fault]>([
    ['1 stop_app and start_app', brokerStopsAndStarts],
    ['2 kill -9 of the broker', brokerIsKilled],
    ['3 connection closed while channels are set up', closedDuringSetup],
    ['4 connection reset during setup', resetDuringSetup],
    ['5 handshake never answered', handshakeNotAnswered],
    ['6 black hole', blackHole],
    ['7 memory alarm', memoryAlarm],
  ])('%s', async (scenario, fault) => {
    rig = await Rig.start(scenario, servers(), { timing });
    await rig.startLoad();
    const resumedMs = await fault(rig, servers());
    await rig.untilEffects(100);
    const remark = typeof resumedMs === 'number' ? `publishes ${resumedMs} ms after the broker is back` : '';
    const ledger = await rig.finish({ remark });
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, doubled: 0, effects: ledger.attempted });
    expect(rig.publisher.restarts + rig.consumer.restarts).toBe(0);
  });
}
