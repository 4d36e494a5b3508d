import { BusUnavailableError, InvalidMessageError } from '../../src';
import { courseEvent, enrollmentEvent } from '../events';
import { until } from '../until';
import { recorder, type BusFixture } from './bus-fixture';

export function publishing(fixture: BusFixture): void {
  describe('publishing', () => {
    test('rejects a message that breaks its contract', async () => {
      const seats = recorder('test.seats');
      const bus = await fixture.started(seats);
      const invalid = enrollmentEvent();
      Object.assign(invalid.data, { surprise: true });

      await expect(bus.publish(invalid)).rejects.toThrow(InvalidMessageError);
      await expect(bus.publish(enrollmentEvent({ type: 'unheard.of.v1' }))).rejects.toThrow(
        InvalidMessageError,
      );
      await expect(bus.publish(enrollmentEvent({ id: 'seven' }))).rejects.toThrow('id: not a uuid');

      const valid = enrollmentEvent();
      await bus.publish(valid);
      await until('the valid one arrives', () => seats.received.length === 1);
      expect(seats.ids()).toEqual([valid.id]);
    });

    test('confirms an event that no queue is bound to, and keeps it as unrouted', async () => {
      const bus = await fixture.started();
      const event = courseEvent();

      await bus.publish(event);

      await until('it is kept', async () => (await fixture.environment.unrouted()).length === 1);
      expect((await fixture.environment.unrouted())[0]?.body).toContain((event.data as { id: string }).id);
    });

    test('rejects every message before the start and after the stop', async () => {
      const bus = fixture.create();
      expect(bus.state).toBe('closed');
      await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
      await bus.start();
      await until('the bus is connected', () => bus.state === 'connected');
      await bus.publish(enrollmentEvent());
      await bus.stop();

      expect(bus.state).toBe('closed');
      await expect(bus.publish(enrollmentEvent())).rejects.toThrow(BusUnavailableError);
    });
  });
}
