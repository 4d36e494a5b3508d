import type { EventMessage } from '@courses/contracts';
import { InvalidMessageError } from '../bus';
import type { PendingEvents } from './outbox';

/** How far the pending events of one aggregate got. */
export interface Published {
  aggregateId: string;
  /** Ids of the events before the first one that was not confirmed. */
  confirmed: string[];
  failure?: unknown;
  /** The last events were not sent, because it was time to end. */
  cutShort: boolean;
}

/** Its first event can never be published. */
export const isStuck = ({ confirmed, failure }: Published): boolean =>
  confirmed.length === 0 && failure instanceof InvalidMessageError;

/** Publishes many aggregates side by side, each in order, with at most `windowSize` events unconfirmed. */
export class OrderedPublisher {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(
    private readonly send: (message: EventMessage) => Promise<void>,
    windowSize: number,
  ) {
    this.free = windowSize;
  }

  /**
   * Does not wait for one confirm before it sends the next event. Once an event has failed, the later ones of the aggregate
   * do not count as confirmed, so that they are sent again after it. Sends no more when `goOn` says so. Never rejects.
   */
  async publish({ aggregateId, events }: PendingEvents, goOn: () => boolean): Promise<Published> {
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
      this.leave();
    };
    for (const event of events) {
      if (this.free > 0) this.free -= 1;
      else await this.turn();
      if (failure !== undefined || !goOn()) {
        this.leave();
        break;
      }
      attempts.push(attempt(event, attempts.length));
    }
    await Promise.all(attempts);
    const count = Math.min(firstFailed, attempts.length);
    const cutShort = failure === undefined && attempts.length < events.length;
    return { aggregateId, confirmed: events.slice(0, count).map(({ id }) => id), failure, cutShort };
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
