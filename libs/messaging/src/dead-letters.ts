import { Broker } from './cli/broker';
import { replay } from './cli/replay';
import { show } from './cli/show';
import { queueNames } from './amqp/topology';
import type { MemoryBroker, StoredMessage } from './memory/memory-broker';

/** A message that nobody will handle unless somebody replays it. */
export interface HeldMessage {
  /** Of the subscription. */
  queue: string;
  /** Given up after its retries, or not understood. */
  kind: 'dead' | 'parked';
  /** Message id; without one its position. */
  id: string;
  type: string | undefined;
  reason: string | undefined;
  /** Failed attempts. */
  attempts: number | undefined;
}

/** The dead letters and parked messages of queues. */
export interface DeadLetters {
  /** At most 100 of each kind for each queue; a queue that does not exist has none. */
  list(queues: readonly string[]): Promise<HeldMessage[]>;
  /** Sends a message to its queue again, with the same id and without attempts; false when it is not there any more. */
  replay(message: Pick<HeldMessage, 'queue' | 'kind' | 'id'>): Promise<boolean>;
}

const limit = 100;
const timeoutMs = 10_000;
const kinds = ['dead', 'parked'] as const;

/** Of RabbitMQ, by the code of `npm run messages`: it connects for each call. Rejects with OperationError. */
export function amqpDeadLetters(urls: string): DeadLetters {
  const connected = async <Result>(work: (broker: Broker, signal: AbortSignal) => Promise<Result>) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const broker = await Broker.open(urls, signal);
    return work(broker, signal).finally(() => broker.close());
  };
  return {
    list: (queues) =>
      connected(async (broker, signal) => {
        const held: HeldMessage[] = [];
        for (const queue of queues)
          for (const kind of kinds) {
            const name = queueNames(queue)[kind];
            if (!(await broker.inspect(name))?.ready) continue;
            const { deadLetters } = await show(broker, { queue: name, filter: {}, limit, signal });
            held.push(
              ...deadLetters.map(({ id, type, reason, attempts }) => ({
                queue,
                kind,
                id,
                type,
                reason,
                attempts,
              })),
            );
          }
        return held;
      }),
    replay: ({ queue, kind, id }) =>
      connected(async (broker, signal) => {
        const options = { filter: { id }, signal, onProgress: () => undefined };
        const { replayed } = await replay(broker, { queue: queueNames(queue)[kind], ...options });
        return replayed > 0;
      }),
  };
}

/** Of an embedded broker; a replay means the same. */
export function memoryDeadLetters(broker: MemoryBroker): DeadLetters {
  const idOf = ({ body }: StoredMessage, index: number) =>
    /"id":"([0-9a-f-]{36})"/.exec(body)?.[1] ?? String(index + 1);
  const heldIn = (queue: string, kind: HeldMessage['kind']) =>
    kind === 'dead' ? broker.deadLetters(queue) : broker.parked(queue);
  return {
    list: (queues) =>
      Promise.resolve(
        queues
          .filter((queue) => broker.counts(queue))
          .flatMap((queue) =>
            kinds.flatMap((kind) =>
              heldIn(queue, kind)
                .slice(0, limit)
                .map((message, index) => ({
                  queue,
                  kind,
                  id: idOf(message, index),
                  type: /"type":"([^"]{1,255})"/.exec(message.body)?.[1],
                  reason: message.reason,
                  attempts: message.attempts,
                })),
            ),
          ),
      ),
    replay({ queue, kind, id }) {
      const found =
        broker.counts(queue) && heldIn(queue, kind).find((message, index) => idOf(message, index) === id);
      if (found) broker.replay(queue, found);
      return Promise.resolve(found !== undefined);
    },
  };
}
