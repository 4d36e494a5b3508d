import { manyEvents } from './events';
import { databaseOutbox, memoryOutbox, relayAll } from './outboxes';
import { consumePlainly, PlainAmqplib } from './plain-amqplib';
import { report, type Rates } from './report';
import { openStage, type Stage } from './environment';

const rounds = 5;
const count = 4_000;
/** Enough for a steady rate of the slow way. */
const countOneAtATime = 400;
const countInDatabase = 1_000;
const window = 128;
const prefetch = 100;

type Database = Awaited<ReturnType<typeof databaseOutbox>>;

/** Runs all ways in turns, so that a busy moment of the machine hits each of them; resolves with the exit code. */
export async function measure(amqpUrl: string, mongodbUri: string): Promise<number> {
  const stage = await openStage(amqpUrl);
  const database = await databaseOutbox(mongodbUri);
  try {
    await round(stage, database); // warms up
    const measured: Rates[] = [];
    for (let turn = 1; turn <= rounds; turn += 1) {
      measured.push(await round(stage, database));
      process.stderr.write(`round ${turn} of ${rounds}\n`);
    }
    const { text, met } = report(measured);
    process.stdout.write(text);
    return met ? 0 : 1;
  } finally {
    await database.close();
    await stage.close();
  }
}

/** Messages per second of each way. */
async function round(stage: Stage, database: Database): Promise<Rates> {
  const plain = new PlainAmqplib(stage.channel, stage.exchange);
  const [few, many] = [manyEvents(countOneAtATime), manyEvents(count)];
  const oneAtATime = await rate(few.length, () => plain.publishOneAtATime(few));
  const windowed = await rate(count, () => plain.publishWithWindow(many, window));
  const relay = await rate(count, () => relayAll(memoryOutbox(many), stage.bus, count));
  const stored = manyEvents(countInDatabase);
  await database.fill(stored);
  const databaseRelay = await rate(stored.length, () => relayAll(database.outbox, stage.bus, stored.length));
  await stage.empty();
  const consumedPlainly = await consumption(stage, async () => {
    return consumePlainly(await stage.newChannel(), stage.queue, count, prefetch);
  });
  const consumed = await consumption(stage, () => stage.consume(count));
  return { oneAtATime, windowed, relay, databaseRelay, consumedPlainly, consumed };
}

async function consumption(stage: Stage, consume: () => Promise<number>): Promise<number> {
  await new PlainAmqplib(stage.channel, stage.exchange).publishWithWindow(manyEvents(count), window);
  const ms = await consume();
  await stage.empty();
  return (count * 1_000) / ms;
}

async function rate(messages: number, work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (messages * 1_000) / (performance.now() - begin);
}
