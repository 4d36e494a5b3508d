import { randomUUID } from 'node:crypto';
import {
  startProcess,
  testIssuer,
  untilReady,
  waitFor,
  type RealServers,
  type ServiceProcess,
  type TestIssuer,
} from '@courses/testing';
import { mongo } from 'mongoose';
import { publishCourse } from '../catalog';
import { record } from '../rig/ledger';

interface Participant {
  id: string;
  studentId: string;
}

interface Roster {
  _id: string;
  seats: Participant[];
  waiting: Participant[];
}

const scenario = '13 kill -9 of the database during enrollments';
const capacity = 30;

/** The services themselves, while their database is killed. */
export function enrollments(servers: () => RealServers): void {
  let client: mongo.MongoClient;
  let issuer: TestIssuer;
  let courses: ServiceProcess;
  let enrollments: ServiceProcess;

  beforeAll(async () => {
    const MONGODB_URI = `${servers().mongo.uri}/chaos-${randomUUID().slice(0, 8)}`;
    issuer = await testIssuer();
    const env = { MONGODB_URI, AMQP_URL: servers().rabbit.url, LOG_LEVEL: 'info', ...issuer.env };
    client = await mongo.MongoClient.connect(MONGODB_URI);
    [courses, enrollments] = await Promise.all([
      startProcess('courses', env),
      startProcess('enrollments', env),
    ]);
    await untilReady([courses, enrollments]);
  });
  afterAll(async () => {
    await courses?.stop();
    await enrollments?.stop();
    await issuer?.stop();
    await client?.close();
  });

  const rosters = () => client.db().collection<Roster>('rosters');

  test(scenario, async () => {
    const instructor = await issuer.user(['instructor']);
    const published: string[] = [await publishCourse(courses.url, instructor)];
    const [courseId = ''] = published;
    const place = `${enrollments.url}/v1/rosters/${courseId}/my-enrollment`;
    await waitFor('the roster', async () => (await rosters().countDocuments({ _id: courseId })) === 1);
    const promised = new Map<string, string>();
    let attempted = 0;
    let enough = false;

    /** Until it is enough; an answer that never came promised nothing. */
    const again = async (work: () => Promise<void>) => {
      while (!enough) await work().catch(() => undefined);
    };
    const enroll = async () => {
      const student = await issuer.user(['student']);
      attempted += 1;
      const answer = await fetch(place, { method: 'PUT', headers: student.headers });
      if (answer.ok) promised.set(student.id, ((await answer.json()) as { id: string }).id);
    };
    const publish = async () => void published.push(await publishCourse(courses.url, instructor));
    const load = [again(enroll), again(enroll), again(enroll), again(enroll), again(publish)];
    for (let kills = 0; kills < 2; kills += 1) {
      const goal = { promised: promised.size + 20, published: published.length + 3 };
      const worked = () => promised.size >= goal.promised && published.length >= goal.published;
      await waitFor('some seats and courses', worked);
      await servers().mongo.process.kill();
      await servers().mongo.process.start();
    }
    enough = true;
    await Promise.all(load);

    const opened = async () =>
      (await rosters().countDocuments({ _id: { $in: published } })) === published.length;
    await waitFor('a roster for every course that was published', opened);
    const roster = await rosters().findOne({ _id: courseId });
    const places = [...(roster?.seats ?? []), ...(roster?.waiting ?? [])];
    const idOf = new Map(places.map(({ id, studentId }) => [studentId, id]));
    const ledger = {
      attempted,
      confirmed: promised.size,
      ambiguous: attempted - promised.size,
      delivered: 0,
      effects: places.length,
      aside: 0,
      lost: [...promised].filter(([studentId, id]) => idOf.get(studentId) !== id).length,
      doubled: places.length - idOf.size,
    };
    record(scenario, ledger, `places in a roster; ${published.length} courses, each with its roster`);
    expect(ledger).toMatchObject({ lost: 0, doubled: 0 });
    expect(roster?.seats.length).toBe(Math.min(capacity, places.length));
  });
}
