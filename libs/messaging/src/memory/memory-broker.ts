/** A message as a queue holds it. */
export interface StoredMessage {
  /** JSON text, so that no object is shared between services. */
  body: string;
  /** Failed attempts so far. */
  attempts: number;
  /** Why the last attempt failed, or why it is in this queue. */
  reason?: string;
}

/** Takes messages of a queue until it is full (`prefetch`). */
export interface MemoryTaker {
  hasRoom(): boolean;
  take(message: StoredMessage): void;
}

interface MemoryQueue {
  /** Only the consumer that came first gets messages. */
  singleActive: boolean;
  waiting: StoredMessage[];
  consumers: MemoryTaker[];
  dead: StoredMessage[];
  parked: StoredMessage[];
}

/** They have no reader who misses them. */
const unroutedMost = 100;

/**
 * Stands in for RabbitMQ inside one process: its queues outlive the buses that are connected to it. A service that
 * stops and starts again on the same broker finds what was published in between. Nothing is kept on disk.
 */
export class MemoryBroker {
  private readonly queues = new Map<string, MemoryQueue>();
  private unroutedMessages: StoredMessage[] = [];
  private readonly bindings = new Map<string, Set<string>>();

  /** Creates the queue, and lets events of this type into it. Throws when it takes another type already. */
  bind(queue: string, type: string, { singleActive = false } = {}): void {
    for (const [boundType, bound] of this.bindings) {
      if (boundType !== type && bound.has(queue)) {
        throw new Error(`Queue ${queue} takes ${boundType} already; give ${type} a queue of its own`);
      }
    }
    this.queue(queue).singleActive = singleActive;
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
      this.unroutedMessages = [...this.unroutedMessages.slice(1 - unroutedMost), { body, attempts: 0 }];
  }

  enqueue(queue: string, message: StoredMessage): void {
    this.queue(queue).waiting.push(message);
    this.dispatchSoon(queue);
  }

  /** Messages that were taken but not settled come again, before the others. */
  putBack(queue: string, messages: StoredMessage[]): void {
    this.queue(queue).waiting.unshift(...messages);
    this.dispatchSoon(queue);
  }

  /** Timers never keep the process alive. */
  enqueueLater(queue: string, message: StoredMessage, delayMs: number): void {
    setTimeout(() => this.enqueue(queue, message), delayMs).unref();
  }

  bury(queue: string, message: StoredMessage): void {
    this.queue(queue).dead.push(message);
  }

  park(queue: string, message: StoredMessage): void {
    this.queue(queue).parked.push(message);
  }

  /** Returns how to take the consumer away again. */
  attach(queue: string, consumer: MemoryTaker): () => void {
    const { consumers } = this.queue(queue);
    consumers.push(consumer);
    this.dispatchSoon(queue);
    return () => {
      if (consumers.includes(consumer)) consumers.splice(consumers.indexOf(consumer), 1);
      this.dispatchSoon(queue);
    };
  }

  /** Asynchronous, as a broker is: nobody is called in the middle of a `publish`. */
  dispatchSoon(queue: string): void {
    setImmediate(() => this.dispatch(this.queue(queue)));
  }

  /** The newest messages that no queue wanted. */
  unrouted(): readonly StoredMessage[] {
    return this.unroutedMessages;
  }

  depth(queue: string): number | undefined {
    return this.queues.get(queue)?.waiting.length;
  }

  /** Messages that were given up, oldest first. */
  deadLetters(queue: string): readonly StoredMessage[] {
    return this.queue(queue).dead;
  }

  /** Messages that could not be understood, oldest first. */
  parked(queue: string): readonly StoredMessage[] {
    return this.queue(queue).parked;
  }

  /** Consumers take turns. */
  private dispatch({ waiting, consumers, singleActive }: MemoryQueue): void {
    while (waiting.length > 0) {
      const active = singleActive ? consumers.slice(0, 1) : consumers;
      const next = active.findIndex((consumer) => consumer.hasRoom());
      if (next < 0) return;
      const [consumer] = consumers.splice(next, 1) as [MemoryTaker];
      if (singleActive) consumers.unshift(consumer);
      else consumers.push(consumer);
      consumer.take(waiting.shift() as StoredMessage);
    }
  }

  private queue(name: string): MemoryQueue {
    const existing = this.queues.get(name);
    if (existing) return existing;
    const created: MemoryQueue = { singleActive: false, waiting: [], consumers: [], dead: [], parked: [] };
    this.queues.set(name, created);
    return created;
  }
}
