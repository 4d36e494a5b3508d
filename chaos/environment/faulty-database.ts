import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoFaultProxy, waitFor, type ServiceProcess, type TestUser } from '@courses/testing';
import { Answers } from './answers';
import { appendLedger, type Ledger } from './ledger';
import { startServicesEnvironment, type ServicesEnvironment } from './services-environment';

/** The courses service with a proxy in front of its database, and a record of what it answered. */
export class FaultyDatabase {
  answers = new Answers();
  private readonly created = new Map<string, string>();
  private attempted = 0;
  private load: Promise<unknown> = Promise.resolve();
  private loading = false;

  private constructor(
    readonly proxy: MongoFaultProxy,
    private readonly environment: ServicesEnvironment,
    readonly service: ServiceProcess,
    private readonly instructor: TestUser,
  ) {}

  static async start(mongodbUri: string, amqpUrl: string): Promise<FaultyDatabase> {
    const { hostname, port } = new URL(mongodbUri);
    const proxy = await MongoFaultProxy.start({ target: { host: hostname, port: Number(port) } });
    const environment = await startServicesEnvironment(mongodbUri, amqpUrl);
    const uri = new URL(proxy.url);
    uri.pathname = `/${environment.database.databaseName}`;
    const service = await environment.start('courses', { MONGODB_URI: uri.href });
    const faulty = new FaultyDatabase(
      proxy,
      environment,
      service,
      await environment.issuer.user(['instructor']),
    );
    await faulty.untilState('connected');
    return faulty;
  }

  /** Creates, changes and reads courses, four at a time, until `stopLoad`. */
  startLoad(): void {
    this.answers = new Answers();
    this.loading = true;
    const repeat = async () => {
      while (this.loading) await this.useCourse();
    };
    this.load = Promise.all(Array.from({ length: 4 }, repeat));
  }

  async stopLoad(): Promise<void> {
    this.loading = false;
    await this.load;
  }

  /** Waits for so many more created courses. */
  async untilCreated(more: number): Promise<void> {
    const goal = this.created.size + more;
    await waitFor(`${more} more courses`, () => this.created.size >= goal);
  }

  /** Waits until readiness reports this state of the database; fails after ten seconds. */
  untilState(expected: 'connected' | 'away'): Promise<unknown> {
    const isReached = async () => {
      const response = await fetch(`${this.service.url}/health/ready`);
      const { checks } = (await response.json()) as { checks: { mongodb: string } };
      return (checks.mongodb === 'connected') === (expected === 'connected');
    };
    return waitFor(`the database to be ${expected}`, isReached, 10_000);
  }

  /** Stops the load and compares what was answered with what is stored. */
  async finish(scenario: string): Promise<Ledger> {
    await this.stopLoad();
    const stored = await this.environment.database.collection('courses').find().toArray();
    const titles = new Set(stored.map(({ title }) => String(title)));
    const ids = new Set(stored.map(({ _id }) => String(_id)));
    const ledger = {
      attempted: this.attempted,
      confirmed: this.created.size,
      ambiguous: this.attempted - this.created.size,
      delivered: 0,
      effects: titles.size,
      deadLettered: 0,
      lost: [...this.created.values()].filter((id) => !ids.has(id)).length,
      duplicated: stored.length - titles.size,
    };
    const remark = `slowest answer ${this.answers.slowestMs} ms`;
    appendLedger(scenario, ledger, remark, await this.environment.traces());
    return ledger;
  }

  async stop(): Promise<void> {
    await this.stopLoad();
    this.proxy.heal();
    await this.service.kill();
    await this.proxy.stop();
    await this.environment.stop();
  }

  private async useCourse(): Promise<void> {
    const url = `${this.service.url}/v1/courses`;
    const title = randomUUID();
    const headers = { ...this.instructor.headers, 'content-type': 'application/json' };
    const body = JSON.stringify({ title, summary: 'Survives' });
    this.attempted += 1;
    const answer = await this.answers.send(url, { method: 'POST', headers, body });
    if (answer?.status === 201 && answer.body.id) {
      this.created.set(title, answer.body.id);
      const course = `${url}/${answer.body.id}`;
      const change = {
        headers: { ...headers, 'if-match': '*' },
        body: JSON.stringify({ summary: 'Survived' }),
      };
      await this.answers.send(course, { method: 'PATCH', ...change });
      await this.answers.send(course, { headers: this.instructor.headers });
    } else await pause(50);
  }
}
