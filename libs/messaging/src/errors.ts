/**
 * - `connected`: publishes, and every subscription consumes
 * - `reconnecting`: the connection or a subscription is missing; the bus keeps trying
 * - `blocked`: the broker accepts no messages for now (its memory or disk alarm); it still delivers
 * - `closed`: not started yet, or stopped
 */
export type BusState = 'connected' | 'reconnecting' | 'blocked' | 'closed';

/** The message does not fulfil its contract. It was not sent and never will be. */
export class InvalidMessageError extends Error {
  override readonly name = 'InvalidMessageError';

  constructor(
    readonly type: string,
    readonly problem: string,
  ) {
    super(`Message of type ${JSON.stringify(type)} is not valid: ${problem}`);
  }
}

/** Nothing was sent, because the bus is not connected, blocked or closed. */
export class BusUnavailableError extends Error {
  override readonly name = 'BusUnavailableError';

  constructor(readonly state: BusState) {
    super(`The bus cannot publish: it is ${state}`);
  }
}

/** The message was sent, but the broker rejected it or did not confirm it. It may have arrived all the same. */
export class NotConfirmedError extends Error {
  override readonly name = 'NotConfirmedError';

  constructor(readonly reason: string) {
    super(`The broker did not confirm the message: ${reason}`);
  }
}

/** The broker rejected it: a queue could not take it. */
export class NackedError extends NotConfirmedError {}

/** The label of a failed publish in metrics. */
export function failureResult(error: unknown): 'invalid' | 'unavailable' | 'nacked' | 'unconfirmed' {
  if (error instanceof InvalidMessageError) return 'invalid';
  if (error instanceof BusUnavailableError) return 'unavailable';
  return error instanceof NackedError ? 'nacked' : 'unconfirmed';
}
