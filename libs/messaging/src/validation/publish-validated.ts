import type { EventMessage } from '@courses/contracts';
import { failureResult, InvalidMessageError } from '../bus';
import { validateMessage, maxMessageBytes } from './validate-message';
import type { BusMetrics } from '../delivery/metrics';

/** Checks the message, hands it over in the same turn (so that calls keep their order), and counts: on every bus. */
export async function publishValidated(
  message: EventMessage,
  { published }: BusMetrics,
  send: (checked: EventMessage) => Promise<void> | void,
): Promise<void> {
  const { type } = message;
  try {
    const checked = validateMessage(message, 'strict');
    if ('problem' in checked) throw new InvalidMessageError(type, checked.problem);
    await send(checked.message);
    published.inc({ type, result: 'confirmed' });
  } catch (error) {
    published.inc({ type, result: failureResult(error) });
    throw error;
  }
}

/** Throws InvalidMessageError for a message that `publish` would refuse. */
export function assertValid(message: EventMessage): void {
  const checked = validateMessage(message, 'strict');
  if ('problem' in checked) throw new InvalidMessageError(message.type, checked.problem);
  assertSize(message, Buffer.byteLength(JSON.stringify(message.data)));
}

export function assertSize({ type }: EventMessage, bytes: number): void {
  if (bytes > maxMessageBytes)
    throw new InvalidMessageError(type, `${bytes} bytes; at most ${maxMessageBytes}`);
}
