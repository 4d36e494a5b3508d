import type { Message } from 'amqplib';
import { within } from '../delivery/timers';

/** A message that was in flight at so many losses may be what crashed its process: a suspect. */
const suspectAfter = 2;

/** A suspect that takes longer no longer holds up others: it has not crashed its process so far. */
const isolationMs = 30_000;

/**
 * How often the message was in flight when its channel or connection was lost. In the first delivery the header may be the
 * publisher's, which RabbitMQ passes on.
 */
export function losses({ fields, properties }: Message): number {
  const count: unknown = properties.headers?.['x-delivery-count'];
  return fields.redelivered && typeof count === 'number' ? count : 0;
}

export const isSuspect = (message: Message): boolean => losses(message) >= suspectAfter;

/** Waits for work in isolation, but neither for its success nor forever. */
export async function isolated(work: Promise<unknown>): Promise<void> {
  await within(isolationMs, work, 'work in isolation').catch(() => undefined);
}
