import { outboxRelay, type OutboxRelay } from '../../src';
import { recorder } from '../conformance/bus-fixture';
import { enrollmentEvent } from '../events';
import { MemoryOutbox } from '../memory-outbox';
import { until } from '../until';
import { FaultFixture } from './fault-fixture';

/** The way from an outbox to a consumer, while the connections between them break: needs a broker. */
export function outboxFaults(brokerUrl: string): void {
  let fixture: FaultFixture;
  let relay: OutboxRelay | undefined;
  beforeEach(() => (fixture = new FaultFixture(brokerUrl)));
  afterEach(async () => {
    await relay?.stop();
    await fixture.close();
  });

  test('delivers every event, those of an aggregate in order, and empties the outbox', async () => {
    const proxy = await fixture.proxy();
    const seats = recorder('test.seats');
    const bus = await fixture.connected(fixture.bus(proxy.url), seats);
    const outbox = new MemoryOutbox();
    relay = outboxRelay({
      outbox,
      publish: (message) => bus.publish(message),
      logger: fixture.logger(),
      pollMs: 50,
    });
    relay.start();

    const sent = new Map<string, string[]>();
    for (let round = 0; round < 8; round += 1) {
      for (let aggregate = 0; aggregate < 50; aggregate += 1) {
        const events = Array.from({ length: 5 }, () => enrollmentEvent());
        sent.set(`a${aggregate}`, [...(sent.get(`a${aggregate}`) ?? []), ...events.map(({ id }) => id)]);
        outbox.add(`a${aggregate}`, ...events);
      }
      outbox.notify();
      const enough = seats.received.length + 60;
      await until('some arrive', () => seats.received.length >= enough);
      proxy.cut(round % 2 === 0 ? 'reset' : 'end');
    }
    await until('the outbox is empty', () => Object.keys(outbox.remaining).length === 0);
    const all = [...sent.values()].flat();
    await until('all arrive', () => new Set(seats.ids()).size === all.length);

    const firstArrivals = [...new Set(seats.ids())];
    const place = new Map(firstArrivals.map((id, index) => [id, index]));
    for (const ids of sent.values()) {
      const places = ids.map((id) => place.get(id) ?? -1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });
}
