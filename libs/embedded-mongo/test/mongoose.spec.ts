import mongoose, { type Connection } from 'mongoose';
import { startEmbeddedMongo, type EmbeddedMongo } from '../src';

let server: EmbeddedMongo;
let connection: Connection;

beforeAll(async () => {
  server = await startEmbeddedMongo();
  connection = mongoose.createConnection(server.uri, { dbName: 'shop' });
});

afterAll(async () => {
  await connection.close();
  await server.stop();
});

const itemModel = (name: string) =>
  connection.model(
    name,
    new mongoose.Schema(
      { sku: { type: String, unique: true }, n: Number, tags: [String], at: Date, parts: [{ name: String }] },
      { timestamps: true },
    ).index({ n: 1, at: -1 }),
  );

test('operations wait for the connection, and init builds the indexes', async () => {
  const Item = itemModel('Buffered');
  await Item.create({ sku: 'a', n: 1 });
  await Item.init();
  const names = (await Item.listIndexes()).map(({ name }) => name as string);
  expect(names).toEqual(['_id_', 'sku_1', 'n_1_at_-1']);
});

test('a document is created, changed, saved and removed', async () => {
  const Item = itemModel('Life');
  const item = await Item.create({ sku: 'a', n: 1, tags: ['x'], parts: [{ name: 'wheel' }] });
  item.tags.push('y');
  item.parts.push({ name: 'bell' });
  item.n = 2;
  await item.save();
  expect(await Item.findById(item.id).lean()).toMatchObject({ n: 2, tags: ['x', 'y'], __v: 1 });
  (item.tags as mongoose.Types.Array<string>).pull('x');
  item.parts.pull(item.parts[0]!._id);
  await item.save();
  expect(await Item.findOne({ 'parts.name': 'bell' }).lean()).toMatchObject({
    tags: ['y'],
    parts: [{ name: 'bell' }],
  });
  await item.deleteOne();
  expect(await Item.exists({ sku: 'a' })).toBeNull();
});

test('a lost race on the version of a document is a VersionError', async () => {
  const Item = itemModel('Race');
  const { _id } = await Item.create({ sku: 'a', tags: ['x', 'y'] });
  const [mine, theirs] = [(await Item.findById(_id))!, (await Item.findById(_id))!];
  theirs.tags = ['z'] as never;
  await theirs.save();
  (mine.tags as mongoose.Types.Array<string>).set(0, 'mine');
  await expect(mine.save()).rejects.toBeInstanceOf(mongoose.Error.VersionError);
});

test('a duplicate key names the field', async () => {
  const Item = itemModel('Unique');
  await Item.init();
  await Item.create({ sku: 'a' });
  await expect(Item.create({ sku: 'a' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { sku: 1 },
    keyValue: { sku: 'a' },
  });
  await expect(Item.findOneAndUpdate({ sku: 'b' }, { sku: 'a' }, { upsert: true })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { sku: 1 },
  });
});

test('queries, counts and a cursor over several batches', async () => {
  const Item = itemModel('Many');
  await Item.insertMany(Array.from({ length: 300 }, (_, n) => ({ sku: `s${n}`, n })));
  expect(await Item.estimatedDocumentCount()).toBe(300);
  expect(await Item.countDocuments({ n: { $gte: 290 } })).toBe(10);
  let sum = 0;
  for await (const item of Item.find({ n: { $lt: 200 } })
    .sort({ n: -1 })
    .lean()
    .cursor({ batchSize: 30 }))
    sum += item.n!;
  expect(sum).toBe(19_900);
  const page = await Item.find({}, { n: 1, _id: 0 }).sort('-n').skip(10).limit(2).lean();
  expect(page).toEqual([{ n: 289 }, { n: 288 }]);
  const [total] = await Item.aggregate<{ total: number }>([{ $group: { _id: null, total: { $sum: '$n' } } }]);
  expect(total!.total).toBe(44_850);
});

test('strict schemas and casts work on what comes back', async () => {
  const Item = itemModel('Casts');
  await Item.updateOne({ sku: 'a' }, { $set: { at: '2026-01-02', n: '7' } }, { upsert: true });
  const item = await Item.findOne({ at: { $gte: new Date('2026-01-01') } });
  expect(item).toMatchObject({ sku: 'a', n: 7, at: new Date('2026-01-02') });
  expect(item!.createdAt).toBeInstanceOf(Date);
});

test('syncIndexes drops and creates', async () => {
  const Item = itemModel('Synced');
  await Item.init();
  await Item.collection.createIndex({ old: 1 });
  expect(await Item.syncIndexes()).toEqual(['old_1']);
  expect((await Item.diffIndexes()).toCreate).toEqual([]);
});

test('populate joins by id', async () => {
  const author = connection.model('Author', new mongoose.Schema({ name: String }));
  const book = connection.model(
    'Book',
    new mongoose.Schema({ author: { type: mongoose.Types.ObjectId, ref: 'Author' } }),
  );
  const { _id } = await author.create({ name: 'Eve' });
  await book.create({ author: _id });
  expect(await book.findOne().populate('author').lean()).toMatchObject({ author: { _id, name: 'Eve' } });
});
