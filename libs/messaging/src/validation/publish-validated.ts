import type { EventMessage } from '@courses/contracts';
import type { Counter } from 'prom-client';
import { inSendSpan, type MessageTracing } from '../delivery/tracing';
import { failureResult, InvalidMessageError } from '../errors';
import { maxMessageBytes, validateMessage } from './validate-message';

interface PublishOptions {
  published: Counter<'type' | 'result'>;
  tracing: MessageTracing | undefined;
  /** Throws BusUnavailableError; what cannot be sent has no span, since the outbox tries it again and again. */
  assertAvailable: () => void;
}

/** Validates the message, sends it in the same turn (so that calls keep their order), and counts the result. */
export async function publishValidated(
  message: EventMessage,
  { published, tracing, assertAvailable }: PublishOptions,
  send: (validated: EventMessage) => Promise<void> | void,
): Promise<void> {
  const { type } = message;
  try {
    const checked = validated(message);
    assertAvailable();
    if (tracing) await inSendSpan(tracing, checked, send);
    else await send(checked);
    published.inc({ type, result: 'confirmed' });
  } catch (error) {
    published.inc({ type, result: failureResult(error) });
    throw error;
  }
}

/** Throws InvalidMessageError for a message that `publish` would reject. */
export function assertValid(message: EventMessage): void {
  assertSize(validated(message), Buffer.byteLength(JSON.stringify(message.data)));
}

export function assertSize({ type }: EventMessage, bytes: number): void {
  if (bytes > maxMessageBytes)
    throw new InvalidMessageError(type, `${bytes} bytes; at most ${maxMessageBytes}`);
}

function validated(message: EventMessage): EventMessage {
  const result = validateMessage(message, 'strict');
  if ('problem' in result) throw new InvalidMessageError(message.type, result.problem);
  return result.message;
}
