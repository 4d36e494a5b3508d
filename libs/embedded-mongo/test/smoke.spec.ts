import mongoose from 'mongoose';
import { startEmbeddedMongo, type EmbeddedMongo } from '../src';

let server: EmbeddedMongo;
beforeAll(async () => {
  server = await startEmbeddedMongo();
});
afterAll(() => server.stop());

test('mongoose connects, builds indexes and works', async () => {
  const connection = mongoose.createConnection(`${server.uri}shop`);
  const Item = connection.model(
    'Item',
    new mongoose.Schema({ sku: { type: String, unique: true }, n: Number, tags: [String] }),
  );
  await Item.init();
  await Item.create({ sku: 'a', n: 1, tags: ['x'] });
  await expect(Item.create({ sku: 'a' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { sku: 1 },
    keyValue: { sku: 'a' },
  });
  expect(await Item.updateOne({ sku: 'a' }, { $inc: { n: 2 }, $push: { tags: 'y' } })).toMatchObject({
    matchedCount: 1,
    modifiedCount: 1,
  });
  expect(await Item.findOne({ n: { $gte: 3 } }).lean()).toMatchObject({ sku: 'a', n: 3, tags: ['x', 'y'] });
  expect(await Item.countDocuments({ n: 3 })).toBe(1);
  await connection.close();
});
