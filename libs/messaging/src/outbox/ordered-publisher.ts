import type { EventMessage } from '@courses/contracts';
import { Semaphore } from '../delivery/semaphore';
import { InvalidMessageError } from '../errors';
import type { PendingEvents, Settlement } from './outbox';

/** How far the pending events of one aggregate were published. */
export interface Published extends Settlement {
  failure?: unknown;
  /** The last events were not sent, because the publisher was stopped. */
  cutShort: boolean;
}

/** Its first event can never be published. */
export const isStuck = ({ confirmed, failure }: Published): boolean =>
  confirmed.length === 0 && failure instanceof InvalidMessageError;

/** Publishes many aggregates side by side, each in order, with at most `windowSize` events unconfirmed. */
export class OrderedPublisher {
  private readonly window: Semaphore;

  constructor(
    private readonly send: (message: EventMessage) => Promise<void>,
    windowSize: number,
  ) {
    this.window = new Semaphore(windowSize);
  }

  /**
   * Sends the next event without waiting for the confirm of the one before. Once an event has failed, the later ones of the
   * aggregate do not count as confirmed, so that they are sent again after it. Ends early when `shouldContinue` returns
   * false. Never rejects.
   */
  async publish({ aggregateId, events }: PendingEvents, shouldContinue: () => boolean): Promise<Published> {
    const attempts: Promise<void>[] = [];
    let failure: unknown;
    let firstFailed = events.length;
    const attempt = async (event: EventMessage, place: number) => {
      try {
        await this.send(event);
      } catch (error) {
        failure ??= error;
        firstFailed = Math.min(firstFailed, place);
      }
      this.window.release();
    };
    for (const event of events) {
      await this.window.acquire();
      if (failure !== undefined || !shouldContinue()) {
        this.window.release();
        break;
      }
      attempts.push(attempt(event, attempts.length));
    }
    await Promise.all(attempts);
    const count = Math.min(firstFailed, attempts.length);
    const cutShort = failure === undefined && attempts.length < events.length;
    return { aggregateId, confirmed: events.slice(0, count).map(({ id }) => id), failure, cutShort };
  }
}
