import type { RealServers } from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';
import * as inject from '../environment/faults';

/** Shorter than in production, so that faults that only a timeout detects do not slow down the run. */
const timing = { heartbeatSeconds: 1, handshakeTimeoutMs: 1_000, confirmTimeoutMs: 3_000 };

export function brokerFaults(servers: () => RealServers): void {
  let chaos: ChaosEnvironment;
  afterEach(() => chaos.close());

  it.each<[string, inject.Fault]>([
    ['1 broker restarts (stop_app, start_app)', inject.restartBroker],
    ['2 broker is killed (kill -9)', inject.killBroker],
    ['3 connections close during channel setup', inject.closeDuringSetup],
    ['4 connections are reset during setup', inject.resetDuringSetup],
    ['5 AMQP handshake gets no response', inject.ignoreHandshake],
    ['6 network drops all traffic', inject.blackholeNetwork],
    ['7 broker raises its memory alarm', inject.raiseMemoryAlarm],
  ])('applies every event once, without a restart of a process, in scenario %s', async (scenario, fault) => {
    chaos = await ChaosEnvironment.start(scenario, servers(), { timing });
    await chaos.startLoad();
    const resumedMs = await fault(chaos, servers());
    await chaos.untilEffects(100);
    const remark =
      typeof resumedMs === 'number' ? `publishing resumed ${resumedMs} ms after the broker was back` : '';
    const ledger = await chaos.finish(remark);
    expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, duplicated: 0, effects: ledger.attempted });
    expect(chaos.publisher.restarts + chaos.consumer.restarts).toBe(0);
  });
}
