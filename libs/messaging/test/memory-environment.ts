import { memoryBroker, memoryBus, type StoredMessage } from '../src';
import { retryDelaysMs, type BusEnvironment, type HeldMessage } from './conformance/bus-fixture';

export function memoryEnvironment(): Promise<BusEnvironment> {
  const broker = memoryBroker();
  const held = (messages: readonly StoredMessage[]): Promise<HeldMessage[]> =>
    Promise.resolve(messages.map(({ body, attempts, reason = '' }) => ({ body, attempts, reason })));
  return Promise.resolve({
    create: (options) => memoryBus({ broker, retryDelaysMs, ...options }),
    deadLetters: (queue) => held(broker.deadLetters(queue)),
    unrouted: () => held(broker.unrouted()),
    parked: (queue) => held(broker.parked(queue)),
    inject: (queue, content) => {
      const body = typeof content === 'string' ? content : JSON.stringify(content);
      broker.enqueue(queue, { body, attempts: 0 });
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
}
