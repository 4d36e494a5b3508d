import type { EventMessage } from '@courses/contracts';
import { pino } from 'pino';
import { outboxRelay, type OutboxRelay, type OutboxRelayOptions } from '../src';
import { enrollmentEvent } from './events';
import { MemoryOutbox } from './memory-outbox';

const never = 3_600_000;

export let outbox: MemoryOutbox;
export let published: string[];
export let log: string[];
export let relays: OutboxRelay[];

beforeEach(() => {
  outbox = new MemoryOutbox();
  published = [];
  log = [];
  relays = [];
});

afterEach(() => Promise.all(relays.map((relay) => relay.stop())));

/** A relay that publishes to `published`, or with the given options. */
export function startRelay(options: Partial<OutboxRelayOptions> = {}): OutboxRelay {
  const publish = (message: EventMessage) => Promise.resolve(void published.push(message.id));
  const logger = pino({}, { write: (line: string) => void log.push(line) });
  const relay = outboxRelay({ outbox, publish, logger, pollMs: never, ...options });
  relays.push(relay);
  relay.start();
  return relay;
}

export const events = (count: number) => Array.from({ length: count }, () => enrollmentEvent());
export const ids = (messages: EventMessage[]) => messages.map(({ id }) => id);
export const empty = () => Object.keys(outbox.remaining).length === 0;
export const logged = (text: string) => log.filter((line) => line.includes(text));
