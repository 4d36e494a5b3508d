import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Bus } from '../bus';

export interface AmqpBusOptions {
  /** `amqp://…` or `amqps://…` */
  url: string;
  /** Names the connections, as they are shown by the broker. */
  service: string;
  logger: Logger;
  metrics?: Registry;
  /** In front of the names of all exchanges and queues, so that tests can share a broker; default none. */
  prefix?: string;
  /** Default: 1 s, 5 s, 30 s, 2 min, 10 min. */
  retryDelaysMs?: readonly number[];
  /** How long `stop` waits for handlers; default 10 s. */
  stopGraceMs?: number;
}

export interface AmqpBus extends Bus {
  /** For tests: deletes the queues and exchanges that this bus uses. Works on a stopped bus, too. */
  deleteTopology(): Promise<void>;
}

export const isAmqpUrl = (url: string): boolean =>
  URL.canParse(url) && /^amqps?:$/.test(new URL(url).protocol);

export function amqpBus(options: AmqpBusOptions): AmqpBus {
  throw new Error(`not built yet: ${options.service}`);
}
