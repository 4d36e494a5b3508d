import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { coursePublished } from '@courses/contracts';
import { amqpBus } from '@courses/messaging';
import { aCourse, anEvent, type TestUser } from '@courses/testing';
import type { mongo } from 'mongoose';
import { pino } from 'pino';
import { v4 as uuid } from 'uuid';
import { describeMachine } from '../shared/machine';
import { root, startService, type Service } from '../shared/service';
import { median } from '../shared/statistics';

interface Roster {
  _id: string;
  version: number;
  seats: { id: string; studentId: string; enrolledAt: string }[];
  seatsTaken: number;
}

const atOnce = 100;

/** Many students for fewer seats, again and again; resolves with the exit code. */
export async function measure({
  rounds,
  students: count,
}: {
  rounds: number;
  students: number;
}): Promise<number> {
  const machine = describeMachine();
  const service = await startService('enrollments');
  const bus = amqpBus({
    url: process.env.AMQP_URL ?? '',
    service: 'bench',
    logger: pino({ level: 'silent' }),
  });
  await bus.start();
  while (bus.state !== 'connected') await pause(10);
  const open = async (capacity: number): Promise<string> => {
    const course = aCourse({ capacity });
    await bus.publish(anEvent(coursePublished, course, course));
    while (!(await fetch(`${service.url}/v1/rosters/${course.id}`)).ok) await pause(10);
    return course.id;
  };
  try {
    const students = await Promise.all(Array.from({ length: count }, () => service.issuer.user(['student'])));
    const small: number[] = [];
    const large: number[] = [];
    const limit: number[] = [];
    await enrollAll(service, await open(count / 2), students); // warms up
    for (let round = 0; round < rounds; round += 1) {
      small.push(await enrollAll(service, await open(count / 2), students));
      const many = await open(5_000);
      await takeSeats(service, many, 5_000 - count / 2);
      large.push(await enrollAll(service, many, students));
      limit.push(await databaseAlone(service.database, students));
    }
    return report({
      machine,
      students: count,
      small: median(small),
      large: median(large),
      limit: median(limit),
    });
  } finally {
    await bus.stop();
    await service.stop();
  }
}

/** Students per second, each answered with a seat or a place in the waiting list. */
async function enrollAll({ url }: Service, courseId: string, students: readonly TestUser[]): Promise<number> {
  return rate(students, async ({ headers }) => {
    const answer = await fetch(`${url}/v1/rosters/${courseId}/my-enrollment`, { method: 'PUT', headers });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  });
}

/** Fills a roster past the service, as its documents hold seats. */
async function takeSeats({ database }: Service, courseId: string, count: number): Promise<void> {
  const now = new Date().toISOString();
  const seats = Array.from({ length: count }, () => ({
    id: uuid(),
    studentId: uuid(),
    enrolledAt: now,
  }));
  const changed = await database
    .collection<Roster>('rosters')
    .updateOne({ _id: courseId }, { $set: { seats, seatsTaken: count }, $inc: { version: 1 } });
  if (changed.modifiedCount !== 1) throw new Error(`There is no roster ${courseId}`);
}

/** The same promise (never more than the seats, nobody twice) by one conditional update for each student, and nothing else. */
async function databaseAlone(database: mongo.Db, students: readonly TestUser[]): Promise<number> {
  const plain = database.collection<{ _id: string; taken: number; seats: string[] }>('plain');
  const _id = uuid();
  const most = students.length / 2;
  await plain.insertOne({ _id, taken: 0, seats: [] });
  return rate(students, ({ id }) =>
    plain.updateOne(
      { _id, taken: { $lt: most }, seats: { $ne: id } },
      { $inc: { taken: 1 }, $push: { seats: id } },
    ),
  );
}

async function rate<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<number> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.pop(); item; item = left.pop()) await work(item);
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (items.length * 1_000) / (performance.now() - begin);
}

function report(figures: {
  machine: object;
  students: number;
  small: number;
  large: number;
  limit: number;
}): number {
  const { small, large, limit, students } = figures;
  const goals = [
    {
      what: `${students} students for half as many seats, per second`,
      value: small,
      met: small >= 500,
      bound: 'at least 500',
    },
    {
      what: 'slower with rosters of 5,000 seats',
      value: small / large,
      met: small / large <= 1.5,
      bound: 'at most 1.5 ×',
    },
  ];
  for (const { what, value, met, bound } of goals) {
    process.stdout.write(
      `${what.padEnd(56)}${value.toFixed(2).padStart(9)}   ${bound}: ${met ? 'met' : 'MISSED'}\n`,
    );
  }
  process.stdout.write(
    `one conditional update each, the database alone, per second${limit.toFixed(0).padStart(8)}\n`,
  );
  writeFileSync(
    join(root, 'bench/results/enrollments.json'),
    `${JSON.stringify({ ...figures, goals }, null, 2)}\n`,
  );
  return goals.every(({ met }) => met) ? 0 : 1;
}
