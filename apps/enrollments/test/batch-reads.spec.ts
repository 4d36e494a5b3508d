import { v7 as uuidv7 } from 'uuid';
import { startRosters, type Rosters } from './rosters';

let rosters: Rosters;

beforeAll(async () => {
  rosters = await startRosters();
});
afterAll(() => rosters.stop());

const list = (...courseIds: string[]) =>
  rosters.request.get('/v1/rosters').query({ courseIds: courseIds.join(',') });

it('reads the rosters of some courses at once, the same as one by one, without unknown ones', async () => {
  const courses = [await rosters.opened({ capacity: 1 }), await rosters.opened(), await rosters.opened()];
  const [full, empty] = courses.map(({ id }) => id);
  for (let student = 0; student < 2; student += 1)
    await rosters.enroll(full as string, await rosters.student()).expect(200);
  const { body } = await list(full as string, uuidv7(), empty as string).expect(200);
  expect(body.items).toHaveLength(2);
  for (const id of [full, empty]) {
    const { body: single } = await rosters.request.get(`/v1/rosters/${id}`).expect(200);
    expect(body.items).toContainEqual(single);
  }
  expect(body.items).toContainEqual(expect.objectContaining({ courseId: full, seatsLeft: 0, waiting: 1 }));
  expect(JSON.stringify(body)).not.toContain('studentId');
});

it('rejects more than 50 ids, and what is no id', async () => {
  for (const ids of [Array.from({ length: 51 }, () => uuidv7()), ['x'], []]) {
    const { body } = await list(...ids).expect(400);
    expect(body).toMatchObject({ code: 'validation-failed' });
  }
});
