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
    for (const queue of queues) this.enqueue(queue, { body, attempts: 0 });
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

  deadLetter(queue: string, message: StoredMessage): void {
    this.queue(queue).dead.push(message);
  }

  park(queue: string, message: StoredMessage): void {
    this.queue(queue).parked.push(message);
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
  private dispatch({ waiting, consumers }: MemoryQueue): void {
    while (waiting.length > 0) {
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
    const created: MemoryQueue = { waiting: [], consumers: [], dead: [], parked: [] };
    this.queues.set(name, created);
    return created;
  }
}
