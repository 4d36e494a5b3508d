import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { connect, type ChannelModel, type ConfirmChannel, type GetMessage, type Options } from 'amqplib';
import { v4 } from 'uuid';
import { declareSubscription, deleteTopology, type QueueDefinition } from '../../src/amqp/topology';
import { encode, forwarded } from '../../src/amqp/codec';
import { defaultRetryDelaysMs } from '../../src/delivery/retry-ladder';
import { enrollmentEvent } from '../events';

const program = join(__dirname, '../../bin/courses-messages.mjs');

/** The command `courses-messages` as a process. */
export function startCommand(args: string[], env: Record<string, string>) {
  const { AMQP_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, ended: end(child) };
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

async function end(child: ChildProcess): Promise<Ended> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

export interface Failed {
  reason?: string;
  attempts?: number;
  type?: string;
  forwardedAt?: string;
}

/** A subscription's queues on a real broker, under a name of their own, and the command that looks after them. */
export class CliFixture {
  readonly queue: string;
  private readonly definition: QueueDefinition;

  private constructor(
    readonly url: string,
    private readonly connection: ChannelModel,
    readonly channel: ConfirmChannel,
  ) {
    const prefix = `test-${v4().slice(0, 8)}.`;
    const eventType = enrollmentEvent().type;
    this.queue = `${prefix}orders.ship`;
    this.definition = { prefix, queue: this.queue, eventType, retryDelaysMs: defaultRetryDelaysMs };
  }

  static async open(url: string): Promise<CliFixture> {
    const connection = await connect(url);
    const fixture = new CliFixture(url, connection, await connection.createConfirmChannel());
    await declareSubscription(fixture.channel, fixture.definition);
    return fixture;
  }

  get dlq(): string {
    return `${this.queue}.dlq`;
  }

  get parked(): string {
    return `${this.queue}.parked`;
  }

  run(...args: string[]): Promise<Ended> {
    return startCommand(args, { AMQP_URL: this.url }).ended;
  }

  /** Puts messages where the bus puts those that failed; returns their ids. */
  async fail(queue: string, ...failures: Failed[]): Promise<string[]> {
    const ids = failures.map(({ reason = 'no stock', attempts = 6, type, forwardedAt }) => {
      const event = enrollmentEvent(type === undefined ? {} : { type });
      const { content, properties } = encode(event);
      const message = { content, properties } as unknown as GetMessage;
      const wire = forwarded(message, { reason, attempts, queue: this.queue });
      const headers = {
        ...(wire.properties.headers as object),
        ...(forwardedAt && { 'x-forwarded-at': forwardedAt }),
      };
      this.channel.sendToQueue(queue, wire.content, { ...wire.properties, headers });
      return event.id;
    });
    await this.channel.waitForConfirms();
    return ids;
  }

  async put(queue: string, content: string, properties: Options.Publish = {}): Promise<void> {
    this.channel.sendToQueue(queue, Buffer.from(content), properties);
    await this.channel.waitForConfirms();
  }

  async depth(queue: string): Promise<number> {
    return (await this.channel.checkQueue(queue)).messageCount;
  }

  /** Receives the next message and goes away without an answer. */
  async crash(queue: string): Promise<void> {
    const channel = await this.connection.createChannel();
    await channel.get(queue);
    await channel.close();
  }

  /** Takes everything out of the queue. */
  async take(queue: string): Promise<GetMessage[]> {
    const messages: GetMessage[] = [];
    let next = await this.channel.get(queue, { noAck: true });
    while (next) {
      messages.push(next);
      next = await this.channel.get(queue, { noAck: true });
    }
    return messages;
  }

  async takeIds(queue: string): Promise<string[]> {
    return (await this.take(queue)).map(({ properties }) => String(properties.messageId));
  }

  async close(): Promise<void> {
    await deleteTopology(this.channel, this.definition.prefix, [this.definition]);
    await this.connection.close();
  }
}
