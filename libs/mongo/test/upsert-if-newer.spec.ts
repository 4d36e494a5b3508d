import { Schema, type Model } from 'mongoose';
import { upsertIfNewer, type ProjectionDocument } from '../src';
import { startDatabase } from './database';

interface Title extends ProjectionDocument {
  title: string;
}

let server: Awaited<ReturnType<typeof startDatabase>>;
let titles: Model<Title>;

beforeAll(async () => {
  server = await startDatabase();
  const schema = new Schema<Title>(
    { _id: String, title: String, sourceVersion: Number },
    { versionKey: false },
  );
  titles = server.database.connection.model<Title>('titles', schema);
  server.database.start();
  await server.database.ready();
});
afterAll(() => server.stop());

const title = (_id: string, sourceVersion: number) => ({
  _id,
  sourceVersion,
  title: `title ${sourceVersion}`,
});

describe('a projection', () => {
  it('is created, brought to newer versions, and not changed by older ones or the same again', async () => {
    const applied = [];
    for (const version of [2, 2, 1, 5, 4]) applied.push(await upsertIfNewer(titles, title('a', version)));
    expect(applied).toEqual([true, false, false, true, false]);
    expect(await titles.findById('a').lean()).toEqual(title('a', 5));
  });

  it('shows the newest version in the end, in whatever order racing events arrive', async () => {
    const versions = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
    await Promise.all(versions.map((version) => upsertIfNewer(titles, title('b', version))));
    expect(await titles.findById('b').lean()).toEqual(title('b', 20));
  });
});
