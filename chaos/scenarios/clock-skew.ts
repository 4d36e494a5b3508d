import { waitFor, type RealServers } from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';

const hourMs = 3_600_000;
/** Several times the lease of 3 s; by the clocks of the processes it would be an hour or more. */
const longestTakeoverMs = 20_000;

/** The clocks of the processes disagree with each other and with the database's. */
export function clockSkew(servers: () => RealServers): void {
  let chaos: ChaosEnvironment;
  afterEach(() => chaos.close());

  it.each([
    ['behind', -hourMs],
    ['ahead', hourMs],
  ])(
    'publishes once, and takes over from a killed process, when the writer is 1 h %s and a relay as much the other way (25)',
    async (direction, clockShiftMs) => {
      const scenario = `25 writer 1 h ${direction}, relay as much the other way`;
      chaos = await ChaosEnvironment.start(scenario, servers(), { clockShiftMs });
      const relay = await chaos.addRelay({ clockShiftMs: -clockShiftMs });
      await chaos.startLoad();
      await chaos.untilEffects(300);
      await waitFor('the relay to confirm an event', () => relay.total('confirmed') > 0);
      await chaos.stopLoad();
      await chaos.untilIdle();
      // Not `delivered`: a consumer whose database is busy handles some events again.
      await waitFor('each event to be reported once', () => chaos.confirmed === chaos.effects);

      const writing = setInterval(() => chaos.write('effect'), 20);
      await relay.crashForGood();
      clearInterval(writing);
      const since = performance.now();
      await chaos.untilIdle();
      const takeoverMs = Math.round(performance.now() - since);
      const remark = `the relay confirmed ${relay.total('confirmed')}; outbox empty ${takeoverMs} ms after it was killed`;
      const ledger = await chaos.finish(remark);
      expect(ledger).toMatchObject({ ambiguous: 0, lost: 0, duplicated: 0 });
      expect(takeoverMs).toBeLessThan(longestTakeoverMs);
    },
  );
}
