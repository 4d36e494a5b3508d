import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { waitFor, type ClusterServers, type RealServers } from '@courses/testing';
import { mongo } from 'mongoose';
// @courses/messaging cannot import @courses/testing, which depends on it; so the proxy is in the tests of messaging.
// eslint-disable-next-line @nx/enforce-module-boundaries
import { FaultyProxy } from '../../libs/messaging/test/faults/faulty-proxy';
import type { EventKind } from '../programs/events';
import type { Load, ProgramConfig, Report } from '../programs/protocol';
import { countSpanFile } from './count-traced';
import { appendLedger, type Ledger } from './ledger';
import { QueueAdmin } from './queue-admin';
import { countOutOfOrder, reconcile } from './reconcile';
import { SupervisedProcess } from './supervised-process';
import { WriteLog } from './write-log';

const defaultLoad: Load = {
  firstDocument: 0,
  eventsPerWrite: 5,
  writesPerDocument: 4,
  writers: 3,
  pauseMs: 15,
  maxPending: 50,
};
/** Documents from this number on have one event each. */
const firstSingleEvent = 0x7000_0000;
const logFolder = join(__dirname, '../../test-results/chaos-logs');

interface EnvironmentOptions {
  leaseMs?: number;
  delayMs?: number;
  journal?: string;
  /** How far the clock of the publisher is ahead. */
  clockShiftMs?: number;
  /** Of a proxy before the database of the consumer. */
  consumerDatabasePort?: number;
  /** Events that the consumer handles at the same time; default 100. */
  prefetch?: number;
  timing?: ProgramConfig['timing'];
  load?: Partial<Load>;
}

/**
 * A publisher and a consumer as processes, a proxy between them and the broker unless that is a cluster, and a record of what they
 * reported.
 */
export class ChaosEnvironment {
  readonly prefix = `chaos-${randomUUID().slice(0, 8)}.`;
  readonly queue = `${this.prefix}chaos.effects`;
  readonly queues: QueueAdmin;
  publisher!: SupervisedProcess;
  consumer!: SupervisedProcess;
  /** More publishers with the same outbox; they only relay. */
  readonly relays: SupervisedProcess[] = [];
  proxy!: FaultyProxy;
  private readonly load: Load;
  private readonly writes = new WriteLog();
  private loads = 0;
  private singleEvents = 0;
  private client!: mongo.MongoClient;
  private readonly logFile: string;
  private readonly spanFile: string | undefined;
  private readonly mongodbUri: string;
  private readonly brokerUrls: string[];
  private lastEffect = { count: 0, at: 0 };
  private longestPause = 0;

  private constructor(
    private readonly scenario: string,
    { rabbit, mongo: { uri } }: RealServers | ClusterServers,
    private readonly options: EnvironmentOptions,
  ) {
    this.load = { ...defaultLoad, ...options.load };
    this.brokerUrls = rabbit.url.split(',');
    this.queues = new QueueAdmin(this.firstBroker);
    this.mongodbUri = `${uri}/${this.prefix.replace('.', '')}`;
    mkdirSync(logFolder, { recursive: true });
    // The spans of the long form would fill the disk.
    if (!options.journal) this.spanFile = join(tmpdir(), `${this.prefix}spans.jsonl`);
    this.logFile = join(logFolder, `${scenario.replaceAll(/\W+/g, '-').slice(0, 60)}.log`);
  }

  static async start(
    scenario: string,
    servers: RealServers | ClusterServers,
    options: EnvironmentOptions = {},
  ): Promise<ChaosEnvironment> {
    const chaos = new ChaosEnvironment(scenario, servers, options);
    chaos.proxy = await FaultyProxy.start(chaos.firstBroker);
    chaos.client = await mongo.MongoClient.connect(chaos.mongodbUri);
    const { delayMs = 0, prefetch = 100, journal } = options;
    const mongodbUri = chaos.consumerDatabase;
    const consumer = {
      ...chaos.programConfig,
      mongodbUri,
      delayMs,
      prefetch,
      ...(journal ? { journal } : {}),
    };
    [chaos.consumer, chaos.publisher] = await Promise.all([
      SupervisedProcess.start('consumer', consumer, chaos.logFile, (report) => chaos.measurePause(report)),
      chaos.startPublisher(),
    ]);
    return chaos;
  }

  async addRelay({ clockShiftMs = 0 } = {}): Promise<SupervisedProcess> {
    const relay = await this.startPublisher(clockShiftMs);
    this.relays.push(relay);
    return relay;
  }

  /** Starts to write, and waits for the first effects. */
  async startLoad(): Promise<void> {
    // Events that are published before the queue is bound would be unrouted.
    await waitFor('the queue', async () => (await this.queues.consumers(this.queue)) > 0);
    this.publisher.send({ kind: 'load', load: { ...this.load, firstDocument: 1_000_000 * this.loads } });
    this.loads += 1;
    await this.untilEffects(50);
    this.longestPause = 0;
  }

  /** The longest time without an effect since the load started, in milliseconds. */
  get longestPauseMs(): number {
    return Math.round(Math.max(this.longestPause, performance.now() - this.lastEffect.at));
  }

  /** Waits for this many more effects. */
  async untilEffects(more: number, timeoutMs = 60_000): Promise<void> {
    const goal = this.effects + more;
    await waitFor(`${more} more effects`, () => this.effects >= goal, timeoutMs);
  }

  /** Waits until the outbox is empty and each event has its effect or is dead-lettered. */
  async untilIdle(timeoutMs = 60_000): Promise<void> {
    const pending = { outboxAt: { $exists: true } };
    const isIdle = async () => {
      await pause(200);
      if ((await this.client.db().collection('aggregates').countDocuments(pending)) > 0) return false;
      return (await this.reconcile()).lost <= 0;
    };
    await waitFor('every effect and an empty outbox', isIdle, timeoutMs);
  }

  /** Number of effects that came after the effect of a later event of their aggregate. */
  outOfOrder(): Promise<number> {
    return countOutOfOrder(this.client.db());
  }

  /** Resident memory after a garbage collection, in MiB. */
  async memory() {
    const [publisher, consumer] = await Promise.all([this.publisher.memory(), this.consumer.memory()]);
    const inMiB = (bytes: number) => Math.round(bytes / 2 ** 20);
    return { publisher: inMiB(publisher), consumer: inMiB(consumer) };
  }

  get effects(): number {
    return this.consumer.total('effects');
  }

  get confirmed(): number {
    return [this.publisher, ...this.relays].reduce((sum, relay) => sum + relay.total('confirmed'), 0);
  }

  /** Milliseconds until the next event is confirmed. */
  async untilConfirmed(timeoutMs = 60_000): Promise<number> {
    const [before, since] = [this.confirmed, performance.now()];
    await waitFor('the next confirm', () => this.confirmed > before, timeoutMs);
    return Math.round(performance.now() - since);
  }

  /** Writes a new aggregate with one event. */
  write(eventKind: EventKind): void {
    this.publisher.send({ kind: 'write', document: firstSingleEvent + this.singleEvents, eventKind });
    this.singleEvents += 1;
  }

  async stopLoad(): Promise<void> {
    this.publisher.send({ kind: 'stop-load' });
    await waitFor('the last write', () => this.writes.stopped);
  }

  /** Stops the load, waits until every event has arrived, stops the processes and reconciles. */
  async finish(remark = ''): Promise<Ledger> {
    await this.stopLoad();
    // The ledger counts what has not arrived by then as lost.
    await this.untilIdle().catch(() => undefined);
    await this.stopProcesses();
    const ledger = await this.reconcile();
    appendLedger(this.scenario, ledger, remark, countSpanFile(this.spanFile));
    return ledger;
  }

  async close(): Promise<void> {
    await this.stopProcesses();
    await this.proxy?.stop();
    await this.client?.db().dropDatabase();
    await this.client?.close();
    if (this.spanFile) rmSync(this.spanFile, { force: true });
  }

  private get programConfig(): ProgramConfig {
    const { timing } = this.options;
    const { mongodbUri, prefix, spanFile } = this;
    const amqpUrl = this.brokerUrls.length > 1 ? this.brokerUrls.join() : this.proxy.url;
    return { amqpUrl, mongodbUri, prefix, ...(timing && { timing }), ...(spanFile && { spanFile }) };
  }

  private get firstBroker(): string {
    return this.brokerUrls[0] ?? '';
  }

  private measurePause(report: Report): void {
    if (report.kind !== 'progress' || report.effects === this.lastEffect.count) return;
    const now = performance.now();
    this.longestPause = Math.max(this.longestPause, now - this.lastEffect.at);
    this.lastEffect = { count: report.effects, at: now };
  }

  private get consumerDatabase(): string {
    const uri = new URL(this.mongodbUri);
    if (this.options.consumerDatabasePort) uri.port = String(this.options.consumerDatabasePort);
    return uri.href;
  }

  private startPublisher(clockShiftMs = this.options.clockShiftMs ?? 0): Promise<SupervisedProcess> {
    const config = { ...this.programConfig, leaseMs: this.options.leaseMs ?? 3_000, clockShiftMs };
    return SupervisedProcess.start('publisher', config, this.logFile, (report) => this.writes.handle(report));
  }

  private async stopProcesses(): Promise<void> {
    for (const started of [this.publisher, ...this.relays, this.consumer]) await started?.stop();
  }

  private async reconcile(): Promise<Ledger> {
    const withoutEffect = [`${this.queue}.dlq`, `${this.queue}.parked`, `${this.prefix}courses.unrouted`];
    const ids = await Promise.all(withoutEffect.map((queue) => this.queues.messageIds(queue)));
    return reconcile({
      database: this.client.db(),
      journal: this.options.journal,
      deadLetterIds: ids.flat(),
      writes: this.writes.documents,
      delivered: this.consumer.total('delivered'),
      eventsPerWrite: (document) => (document >= firstSingleEvent ? 1 : this.load.eventsPerWrite),
    });
  }
}
