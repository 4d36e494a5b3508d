import { untilReady, waitFor, type RealServers, type ServiceProcess } from '@courses/testing';
import { appendLedger } from '../environment/ledger';
import { publishCourse } from '../environment/publish-course';
import { startServicesEnvironment, type ServicesEnvironment } from '../environment/services-environment';

interface Participant {
  id: string;
  studentId: string;
}

interface Roster {
  _id: string;
  seats: Participant[];
  waiting: Participant[];
}

const scenario = '13 database is killed during enrollments';
const capacity = 30;

export function enrollments(servers: () => RealServers): void {
  let environment: ServicesEnvironment;
  let courses: ServiceProcess;
  let enrollments: ServiceProcess;

  beforeAll(async () => {
    const { mongo, rabbit } = servers();
    environment = await startServicesEnvironment(mongo.uri, rabbit.url);
    courses = await environment.start('courses');
    enrollments = await environment.start('enrollments');
    await untilReady([courses, enrollments]);
  });
  afterAll(async () => {
    await courses?.stop();
    await enrollments?.stop();
    await environment?.stop();
  });

  const rosters = () => environment.database.collection<Roster>('rosters');

  it('loses no confirmed enrollment when the database is killed (13)', async () => {
    const instructor = await environment.issuer.user(['instructor']);
    const published: string[] = [await publishCourse(courses.url, instructor)];
    const [courseId = ''] = published;
    const enrollmentUrl = `${enrollments.url}/v1/rosters/${courseId}/my-enrollment`;
    await waitFor('the roster', async () => (await rosters().countDocuments({ _id: courseId })) === 1);
    const confirmed = new Map<string, string>();
    let attempted = 0;
    let stopped = false;

    /** Errors are ignored: a request without response confirmed nothing. */
    const repeat = async (work: () => Promise<void>) => {
      while (!stopped) await work().catch(() => undefined);
    };
    const enroll = async () => {
      const student = await environment.issuer.user(['student']);
      attempted += 1;
      const response = await fetch(enrollmentUrl, { method: 'PUT', headers: student.headers });
      if (response.ok) confirmed.set(student.id, ((await response.json()) as { id: string }).id);
    };
    const publish = async () => void published.push(await publishCourse(courses.url, instructor));
    const load = [repeat(enroll), repeat(enroll), repeat(enroll), repeat(enroll), repeat(publish)];
    for (let kills = 0; kills < 2; kills += 1) {
      const goal = { confirmed: confirmed.size + 20, published: published.length + 3 };
      const isReached = () => confirmed.size >= goal.confirmed && published.length >= goal.published;
      await waitFor('some seats and courses', isReached);
      await servers().mongo.process.kill();
      await servers().mongo.process.start();
    }
    stopped = true;
    await Promise.all(load);

    const allOpened = async () =>
      (await rosters().countDocuments({ _id: { $in: published } })) === published.length;
    await waitFor('a roster for every course that was published', allOpened);
    const roster = await rosters().findOne({ _id: courseId });
    const places = [...(roster?.seats ?? []), ...(roster?.waiting ?? [])];
    const idOf = new Map(places.map(({ id, studentId }) => [studentId, id]));
    const ledger = {
      attempted,
      confirmed: confirmed.size,
      ambiguous: attempted - confirmed.size,
      delivered: 0,
      effects: places.length,
      deadLettered: 0,
      lost: [...confirmed].filter(([studentId, id]) => idOf.get(studentId) !== id).length,
      duplicated: places.length - idOf.size,
    };
    const remark = `enrollments; ${published.length} courses, each with its roster`;
    appendLedger(scenario, ledger, remark, await environment.traces());
    expect(ledger).toMatchObject({ lost: 0, duplicated: 0 });
    expect(roster?.seats.length).toBe(Math.min(capacity, places.length));
  });
}
