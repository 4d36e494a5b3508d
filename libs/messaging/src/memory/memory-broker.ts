/** A message as a queue holds it. */
export interface StoredMessage {
  /** JSON text, so that no object is shared between services. */
  body: string;
  /** Failed attempts so far. */
  attempts: number;
  /** Why the last attempt failed, or why it is in this queue. */
  reason?: string;
  /** The span of the last attempt, where it is traced. */
  attempt?: string | undefined;
}

/** Takes messages of a queue while it has room (`prefetch`). */
export interface QueueConsumer {
  hasRoom(): boolean;
  take(message: StoredMessage): void;
}

interface MemoryQueue {
  waiting: StoredMessage[];
  consumers: QueueConsumer[];
  dead: StoredMessage[];
  parked: StoredMessage[];
  paused: boolean;
  received: number;
  handled: number;
}

/** What became of the messages of a queue, since it exists. */
export interface QueueCounts {
  /** Its consumers get no messages for now. */
  paused: boolean;
  /** Messages that events were routed to it as. */
  received: number;
  /** Those that a consumer has acknowledged. */
  handled: number;
  dead: number;
  parked: number;
}

/** Older ones are dropped: nobody consumes them. */
const maxUnrouted = 100;

/**
 * An in-memory replacement for RabbitMQ inside one process. Its queues outlive the buses that are connected to it, so a
 * service that stops and starts again finds what was published in between. Nothing is stored on disk.
 */
export class MemoryBroker {
  private readonly queues = new Map<string, MemoryQueue>();
  private unroutedMessages: StoredMessage[] = [];
  private readonly bindings = new Map<string, Set<string>>();
  private running = true;

  /** False between `stop` and `start`: buses on this broker reconnect meanwhile, and messages stay in their queues. */
  get isRunning(): boolean {
    return this.running;
  }

  /** As a broker that goes away: nothing is published and nothing is delivered until `start`. */
  stop(): void {
    this.running = false;
  }

  start(): void {
    this.running = true;
    for (const queue of this.queues.keys()) this.dispatchSoon(queue);
  }

  /** Consumers of the queue get no more messages until `resume`; those in flight are handled. */
  pause(queue: string): void {
    this.queue(queue).paused = true;
  }

  resume(queue: string): void {
    this.queue(queue).paused = false;
    this.dispatchSoon(queue);
  }

  /** Undefined when there is no such queue. */
  counts(queue: string): QueueCounts | undefined {
    const found = this.queues.get(queue);
    if (!found) return undefined;
    const { paused, received, handled, dead, parked } = found;
    return { paused, received, handled, dead: dead.length, parked: parked.length };
  }

  /** Creates the queue and binds it to events of this type. Throws when it is bound to another type. */
  bind(queue: string, type: string): void {
    for (const [boundType, bound] of this.bindings) {
      if (boundType !== type && bound.has(queue)) {
        throw new Error(`Queue ${queue} takes ${boundType} already; give ${type} a queue of its own`);
      }
    }
    this.queue(queue);
    this.bindings.set(type, (this.bindings.get(type) ?? new Set()).add(queue));
  }

  /** Deletes the queue and what is in it. */
  remove(queue: string): void {
    for (const bound of this.bindings.values()) bound.delete(queue);
    this.queues.delete(queue);
  }

  route(type: string, body: string): void {
    const queues = this.bindings.get(type) ?? new Set();
    for (const queue of queues) {
      this.queue(queue).received += 1;
      this.enqueue(queue, { body, attempts: 0 });
    }
    if (queues.size === 0)
      this.unroutedMessages = [...this.unroutedMessages.slice(1 - maxUnrouted), { body, attempts: 0 }];
  }

  enqueue(queue: string, message: StoredMessage): void {
    this.queue(queue).waiting.push(message);
    this.dispatchSoon(queue);
  }

  /** Messages that were taken but not settled are redelivered, before the others. */
  requeue(queue: string, messages: StoredMessage[]): void {
    this.queue(queue).waiting.unshift(...messages);
    this.dispatchSoon(queue);
  }

  /** Timers never keep the process alive. */
  enqueueLater(queue: string, message: StoredMessage, delayMs: number): void {
    setTimeout(() => this.enqueue(queue, message), delayMs).unref();
  }

  /** Counts a message that its consumer is done with. */
  ack(queue: string): void {
    const found = this.queues.get(queue);
    if (found) found.handled += 1;
  }

  deadLetter(queue: string, message: StoredMessage): void {
    this.queue(queue).dead.push(message);
  }

  park(queue: string, message: StoredMessage): void {
    this.queue(queue).parked.push(message);
  }

  /** Takes a dead letter or a parked message back into its queue, without attempts. */
  replay(queue: string, message: StoredMessage): void {
    const found = this.queue(queue);
    found.dead = found.dead.filter((one) => one !== message);
    found.parked = found.parked.filter((one) => one !== message);
    this.enqueue(queue, { body: message.body, attempts: 0 });
  }

  /** Returns a function that detaches the consumer. */
  attach(queue: string, consumer: QueueConsumer): () => void {
    const { consumers } = this.queue(queue);
    consumers.push(consumer);
    this.dispatchSoon(queue);
    return () => {
      if (consumers.includes(consumer)) consumers.splice(consumers.indexOf(consumer), 1);
      this.dispatchSoon(queue);
    };
  }

  /** Asynchronous, as a broker is: no handler runs inside `publish`. */
  dispatchSoon(queue: string): void {
    setImmediate(() => this.dispatch(this.queue(queue)));
  }

  /** The newest messages that no queue was bound to. */
  unrouted(): readonly StoredMessage[] {
    return this.unroutedMessages;
  }

  depth(queue: string): number | undefined {
    return this.queues.get(queue)?.waiting.length;
  }

  /** Oldest first. */
  deadLetters(queue: string): readonly StoredMessage[] {
    return this.queue(queue).dead;
  }

  /** Messages that could not be understood, oldest first. */
  parked(queue: string): readonly StoredMessage[] {
    return this.queue(queue).parked;
  }

  /** Consumers take turns. */
  private dispatch({ waiting, consumers, paused }: MemoryQueue): void {
    while (waiting.length > 0 && this.running && !paused) {
      const next = consumers.findIndex((consumer) => consumer.hasRoom());
      if (next < 0) return;
      const [consumer] = consumers.splice(next, 1) as [QueueConsumer];
      consumers.push(consumer);
      consumer.take(waiting.shift() as StoredMessage);
    }
  }

  private queue(name: string): MemoryQueue {
    const existing = this.queues.get(name);
    if (existing) return existing;
    const created: MemoryQueue = {
      waiting: [],
      consumers: [],
      dead: [],
      parked: [],
      paused: false,
      received: 0,
      handled: 0,
    };
    this.queues.set(name, created);
    return created;
  }
}
