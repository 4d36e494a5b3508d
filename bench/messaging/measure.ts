import { describeMachine } from '../shared/machine';
import { startEnvironment, type BenchEnvironment } from './environment';
import { createEvents } from './events';
import { databaseOutbox, memoryOutbox, relayAll } from './outboxes';
import { consumePlainly, PlainAmqplib } from './plain-amqplib';
import { report, type Rates } from './report';

const count = 4_000;
/** Enough for a steady rate of the slow way. */
const countOneAtATime = 400;
const countInDatabase = 1_000;
const window = 128;
const prefetch = 100;

type Database = Awaited<ReturnType<typeof databaseOutbox>>;

/** Runs the variants in turns, so that load on the machine affects all of them; resolves with the exit code. */
export async function measure(amqpUrl: string, mongodbUri: string, rounds: number): Promise<number> {
  const machine = describeMachine();
  const environment = await startEnvironment(amqpUrl);
  const database = await databaseOutbox(mongodbUri);
  try {
    await runRound(environment, database); // warm-up
    const measured: Rates[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      measured.push(await runRound(environment, database));
      process.stderr.write(`round ${round} of ${rounds}\n`);
    }
    return report(machine, measured);
  } finally {
    await database.close();
    await environment.close();
  }
}

async function runRound(environment: BenchEnvironment, database: Database): Promise<Rates> {
  const { bus, queue } = environment;
  const plain = new PlainAmqplib(environment.channel, environment.exchange);
  const [few, many] = [createEvents(countOneAtATime), createEvents(count)];
  const oneAtATime = await rate(few.length, () => plain.publishOneAtATime(few));
  const windowed = await rate(count, () => plain.publishWithWindow(many, window));
  const relay = await rate(count, () => relayAll(memoryOutbox(many), bus, count));
  const stored = createEvents(countInDatabase);
  await database.fill(stored);
  const databaseRelay = await rate(stored.length, () => relayAll(database.outbox, bus, stored.length));
  await environment.purge();
  const consume = async (work: () => Promise<number>) => {
    await plain.publishWithWindow(createEvents(count), window);
    const ms = await work();
    await environment.purge();
    return (count * 1_000) / ms;
  };
  const consumedPlainly = await consume(async () =>
    consumePlainly(await environment.newChannel(), queue, count, prefetch),
  );
  const consumed = await consume(() => environment.consume(count));
  return { oneAtATime, windowed, relay, databaseRelay, consumedPlainly, consumed };
}

/** Messages per second. */
async function rate(messages: number, work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (messages * 1_000) / (performance.now() - begin);
}
