import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor, type RealServers } from '@courses/testing';
import { mongo } from 'mongoose';
// The messaging library cannot import @courses/testing, which imports it; so its proxy stays with it.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { FaultyProxy } from '../../libs/messaging/test/faults/faulty-proxy';
import type { Title } from '../programs/events';
import type { Load, BackingServices, Report } from '../programs/protocol';
import { drawUp, record, type Ledger, type Written } from './ledger';
import { Program } from './program';
import { Queues } from './queues';

const defaultLoad: Load = {
  firstDocument: 0,
  eventsPerWrite: 5,
  writesPerDocument: 4,
  atOnce: 3,
  pauseMs: 15,
  maxPending: 50,
};
const firstSpecial = 0x7000_0000;
export const logs = join(__dirname, '../../test-results/chaos-logs');

interface RigOptions {
  leaseMs?: number;
  delayMs?: number;
  prefetch?: number;
  journal?: string;
  timing?: BackingServices['timing'];
  load?: Partial<Load>;
}

/** A publisher and a consumer as processes, the broker behind a proxy, and what both of them did. */
export class Rig {
  readonly prefix = `chaos-${randomUUID().slice(0, 8)}.`;
  readonly queue = `${this.prefix}chaos.effects`;
  publisher!: Program;
  consumer!: Program;
  /** More relays on the same outbox; they write nothing. */
  readonly relays: Program[] = [];
  proxy!: FaultyProxy;
  private readonly load: Load;
  private readonly written = new Map<number, Written>();
  private loads = 0;
  private specials = 0;
  private loadStopped = false;
  private client!: mongo.MongoClient;
  private readonly logFile: string;

  private constructor(
    private readonly scenario: string,
    private readonly servers: RealServers,
    private readonly options: RigOptions,
  ) {
    this.load = { ...defaultLoad, ...options.load };
    mkdirSync(logs, { recursive: true });
    this.logFile = join(logs, `${scenario.replaceAll(/\W+/g, '-').slice(0, 60)}.log`);
  }

  static async start(scenario: string, servers: RealServers, options: RigOptions = {}): Promise<Rig> {
    const rig = new Rig(scenario, servers, options);
    rig.proxy = await FaultyProxy.start(servers.rabbit.url);
    rig.client = await mongo.MongoClient.connect(`${servers.mongo.uri}/${rig.prefix.replace('.', '')}`);
    const { delayMs = 0, prefetch = 100, journal } = options;
    const consumer = { ...rig.backingServices, delayMs, prefetch, ...(journal ? { journal } : {}) };
    [rig.consumer, rig.publisher] = await Promise.all([
      Program.start('consumer', consumer, rig.logFile),
      rig.startPublisher(),
    ]);
    return rig;
  }

  async addRelay(): Promise<Program> {
    const relay = await this.startPublisher();
    this.relays.push(relay);
    return relay;
  }

  get database(): mongo.Db {
    return this.client.db();
  }

  /** Starts to write, and waits until the first effects are there. */
  async startLoad(): Promise<void> {
    await this.untilConnected();
    this.publisher.send({ kind: 'load', load: { ...this.load, firstDocument: 1_000_000 * this.loads } });
    this.loads += 1;
    await this.untilEffects(50);
  }

  /** Waits until events flow: so many effects more than now. */
  async untilEffects(more: number, timeoutMs = 60_000): Promise<void> {
    const goal = this.effects + more;
    await waitFor(`${more} more effects`, () => this.effects >= goal, timeoutMs);
  }

  /** Waits until everything that was written has its effect, or is set aside. */
  async untilIdle(timeoutMs = 60_000): Promise<void> {
    const arrived = async () => {
      await pause(200);
      return (await this.outboxEmpty()) && (await this.draft(await this.setAside())).lost <= 0;
    };
    await waitFor('every effect and an empty outbox', arrived, timeoutMs);
  }

  /** Resident, after a garbage collection, in MiB. */
  async memory() {
    const [publisher, consumer] = await Promise.all([this.publisher.memory(), this.consumer.memory()]);
    const inMiB = (bytes: number) => Math.round(bytes / 2 ** 20);
    return { publisher: inMiB(publisher.rss), consumer: inMiB(consumer.rss) };
  }

  get effects(): number {
    return this.consumer.total('effects');
  }

  get confirmed(): number {
    return [this.publisher, ...this.relays].reduce((sum, program) => sum + program.total('confirmed'), 0);
  }

  /** How many ms after now the next event is confirmed. */
  async untilConfirmed(timeoutMs = 60_000): Promise<number> {
    const [before, since] = [this.confirmed, performance.now()];
    await waitFor('the next confirm', () => this.confirmed > before, timeoutMs);
    return Math.round(performance.now() - since);
  }

  /** Writes one event of its own aggregate. */
  write(title: Title): void {
    this.publisher.send({ kind: 'write', document: firstSpecial + this.specials, title });
    this.specials += 1;
  }

  async stopLoad(): Promise<void> {
    this.publisher.send({ kind: 'stop-load' });
    await waitFor('the last write', () => this.loadStopped);
  }

  /** Stops to write, waits until everything has arrived, ends the processes and draws up the ledger. */
  async finish({ remark = '', timeoutMs = 60_000 } = {}): Promise<Ledger> {
    await this.stopLoad();
    // What has not arrived by then is in the ledger as lost.
    await this.untilIdle(timeoutMs).catch(() => undefined);
    for (const program of [this.publisher, ...this.relays, this.consumer]) await program.stop();
    const setAside = await this.setAside();
    const ledger = await this.draft(setAside);
    const where = [...setAside].map(([queue, ids]) => `${ids.length} in ${queue}`);
    record(this.scenario, ledger, [remark, ...where].filter(Boolean).join(', '));
    return ledger;
  }

  /** Leaves nothing on the servers. */
  async close(): Promise<void> {
    for (const program of [this.publisher, ...this.relays, this.consumer]) await program?.stop();
    await this.proxy?.stop();
    await this.client?.db().dropDatabase();
    await this.client?.close();
  }

  queues(): Promise<Queues> {
    return Queues.at(this.servers.rabbit.url);
  }

  private get backingServices(): BackingServices {
    const mongodbUri = `${this.servers.mongo.uri}/${this.prefix.replace('.', '')}`;
    const { timing } = this.options;
    return { amqpUrl: this.proxy.url, mongodbUri, prefix: this.prefix, ...(timing ? { timing } : {}) };
  }

  private startPublisher(): Promise<Program> {
    const config = { ...this.backingServices, leaseMs: this.options.leaseMs ?? 3_000 };
    return Program.start('publisher', config, this.logFile, (report) => this.hear(report));
  }

  /** Events that come before their queue is bound would go to the unrouted. */
  private async untilConnected(): Promise<void> {
    const queues = await this.queues();
    await waitFor('the queue', async () => (await queues.consumers(this.queue)) > 0);
    await queues.close();
  }

  private hear(report: Report): void {
    if (report.kind === 'load-stopped') this.loadStopped = true;
    if (report.kind !== 'write' || report.what === 'failed') return;
    const written = this.written.get(report.document) ?? { attempted: 0, acknowledged: 0 };
    written[report.what] += report.events;
    this.written.set(report.document, written);
  }

  private async outboxEmpty(): Promise<boolean> {
    return (
      (await this.database.collection('aggregates').countDocuments({ outboxAt: { $exists: true } })) === 0
    );
  }

  private draft(aside: ReadonlyMap<string, string[]>): Promise<Ledger> {
    const setAside = [...aside.values()].flat();
    return drawUp({ database: this.database, journal: this.options.journal, setAside }, this.written, {
      eventsPerWrite: (document) => (document >= firstSpecial ? 1 : this.load.eventsPerWrite),
      delivered: this.consumer.total('delivered'),
    });
  }

  /** The ids of the messages in each queue for those that have no effect, where it has some. */
  private async setAside(): Promise<Map<string, string[]>> {
    const queues = await this.queues();
    const found = new Map<string, string[]>();
    for (const queue of [`${this.queue}.dlq`, `${this.queue}.parked`, `${this.prefix}courses.unrouted`]) {
      const ids = await queues.ids(queue);
      if (ids.length > 0) found.set(queue.slice(this.prefix.length), ids);
    }
    await queues.close();
    return found;
  }
}
