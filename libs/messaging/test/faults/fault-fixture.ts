import { pino, type Logger } from 'pino';
import { v4 } from 'uuid';
import { amqpBus, type AmqpBus, type AmqpBusOptions, type Subscription } from '../../src';
import { FaultyProxy } from './faulty-proxy';
import { until } from '../until';

/** A bus that reaches its broker through a faulty proxy, quick enough for tests, and what is needed beside it. */
export class FaultFixture {
  readonly prefix = `test-${v4().slice(0, 8)}.`;
  /** Lines of JSON. */
  private readonly log: string[] = [];
  private readonly buses: AmqpBus[] = [];
  private readonly proxies: FaultyProxy[] = [];

  constructor(private readonly brokerUrl: string) {}

  async proxy(port?: number): Promise<FaultyProxy> {
    const proxy = await FaultyProxy.start(this.brokerUrl, port);
    this.proxies.push(proxy);
    return proxy;
  }

  bus(url: string, options: Partial<AmqpBusOptions> = {}): AmqpBus {
    const timing = { handshakeTimeoutMs: 1_000, reconnectMaxMs: 100, ...options.timing };
    const bus = amqpBus({
      url,
      service: 'test',
      prefix: this.prefix,
      logger: this.logger(),
      retryDelaysMs: [20],
      stopGraceMs: 1_000,
      ...options,
      timing,
    });
    this.buses.push(bus);
    return bus;
  }

  async connected(bus: AmqpBus, ...subscriptions: Subscription[]): Promise<AmqpBus> {
    for (const each of subscriptions) await bus.subscribe(each);
    await bus.start();
    await until('the bus is connected', () => bus.state === 'connected');
    return bus;
  }

  /** Waits for a line of the log. */
  async logged(text: string): Promise<void> {
    await until(`the log says ${text}`, () => this.log.some((line) => line.includes(text)));
  }

  /** The buses so far have left nothing on a broker. */
  async stopBuses(): Promise<void> {
    await Promise.all(this.buses.splice(0).map((bus) => bus.stop()));
  }

  /** Stops the buses, and leaves nothing on the broker. */
  async close(): Promise<void> {
    await Promise.all(this.buses.map((bus) => bus.stop()));
    for (const proxy of this.proxies) proxy.plan = () => undefined;
    for (const bus of this.buses) await bus.deleteTopology();
    await Promise.all(this.proxies.map((proxy) => proxy.stop()));
  }

  logger(): Logger {
    return pino({}, { write: (line: string) => void this.log.push(line) });
  }
}
