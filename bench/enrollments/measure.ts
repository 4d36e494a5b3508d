import type { mongo } from 'mongoose';
import { v4 as uuid } from 'uuid';
import { describeMachine } from '../shared/machine';
import { checkGoals, exitCode, printFigure, writeJson } from '../shared/results';
import { startService, type BenchUser, type Service } from '../shared/service';
import { median } from '../shared/statistics';
import { enrollAll, rate, rosterOpener } from './enroll';

interface Roster {
  _id: string;
  version: number;
  seats: string[];
  seatsTaken: number;
}

/** Enrolls twice as many students as there are seats, in rounds; resolves with the exit code. */
export async function measure({
  rounds,
  students: count,
}: {
  rounds: number;
  students: number;
}): Promise<number> {
  const machine = describeMachine();
  const service = await startService('enrollments');
  const rosters = `${service.url}/v1/rosters`;
  const opener = await rosterOpener(rosters);
  try {
    const students = await Promise.all(Array.from({ length: count }, () => service.issuer.user(['student'])));
    const small: number[] = [];
    const large: number[] = [];
    const limit: number[] = [];
    await enrollAll(rosters, await opener.open(count / 2), students); // warm-up
    for (let round = 0; round < rounds; round += 1) {
      small.push(await enrollAll(rosters, await opener.open(count / 2), students));
      const many = await opener.open(5_000);
      await takeSeats(service, many, 5_000 - count / 2);
      large.push(await enrollAll(rosters, many, students));
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
    await opener.stop();
    await service.stop();
  }
}

/** Fills seats in the database, without the service. */
async function takeSeats({ database }: Service, courseId: string, count: number): Promise<void> {
  const now = new Date().toISOString();
  const seats = Array.from({ length: count }, () => `${uuid()} ${uuid()} ${now}`);
  const changed = await database
    .collection<Roster>('rosters')
    .updateOne({ _id: courseId }, { $set: { seats, seatsTaken: count }, $inc: { version: 1 } });
  if (changed.modifiedCount !== 1) throw new Error(`Roster not found: ${courseId}`);
}

/** The same guarantees (no overbooking, no student twice) by one conditional update for each student. */
async function databaseAlone(database: mongo.Db, students: readonly BenchUser[]): Promise<number> {
  const plain = database.collection<{ _id: string; taken: number; seats: string[] }>('plain');
  const _id = uuid();
  const capacity = students.length / 2;
  await plain.insertOne({ _id, taken: 0, seats: [] });
  return rate(students, ({ id }) =>
    plain.updateOne(
      { _id, taken: { $lt: capacity }, seats: { $ne: id } },
      { $inc: { taken: 1 }, $push: { seats: id } },
    ),
  );
}

interface Figures {
  machine: object;
  students: number;
  small: number;
  large: number;
  limit: number;
}

function report(figures: Figures): number {
  const { students, small, large, limit } = figures;
  const goals = checkGoals([
    { what: `${students} students for half as many seats, per second`, value: small, atLeast: 500 },
    { what: 'slowdown with rosters of 5,000 seats', value: small / large, atMost: 1.5 },
  ]);
  printFigure('one conditional update each, the database alone, per second', limit.toFixed(0));
  writeJson('enrollments', { ...figures, goals });
  return exitCode(goals);
}
