import { mongo } from 'mongoose';
import { startEmbeddedMongo, type EmbeddedMongo } from '../src';
import { aggregateMoreCases } from './cases/aggregate-more.cases';
import { aggregateCases } from './cases/aggregate.cases';
import { outcome, type Case } from './cases/case';
import { catalogCases } from './cases/catalog.cases';
import { commandTimeCases } from './cases/command-time.cases';
import { cursorCases } from './cases/cursor.cases';
import { expressionCases } from './cases/expression.cases';
import { filterTypesCases } from './cases/filter-types.cases';
import { filterCases } from './cases/filter.cases';
import { findAndModifyCases } from './cases/find-and-modify.cases';
import { groupCases } from './cases/group.cases';
import { indexCases } from './cases/index.cases';
import { insertCases } from './cases/insert.cases';
import { readCases } from './cases/read.cases';
import { nullCases, partialFilterCases, refusedCases } from './cases/refused.cases';
import { uniqueCases } from './cases/unique.cases';
import { updateListsCases } from './cases/update-lists.cases';
import { updateOperatorsCases } from './cases/update-operators.cases';
import { updatePipelineCases } from './cases/update-pipeline.cases';
import { updateCases } from './cases/update.cases';
import { upsertCases } from './cases/upsert.cases';
import { writeCases } from './cases/write.cases';

const independentUri = process.env.MONGODB_URI;
if (!independentUri) {
  process.stderr.write(
    'embedded-mongo: the comparison with an independent server runs in test:integration (MONGODB_URI)\n',
  );
}

let server: EmbeddedMongo;
let embedded: mongo.MongoClient;
let independent: mongo.MongoClient | undefined;
let isMongod = true;

beforeAll(async () => {
  server = await startEmbeddedMongo();
  embedded = await mongo.MongoClient.connect(server.uri);
  if (!independentUri) return;
  independent = await mongo.MongoClient.connect(independentUri);
  isMongod = Boolean(
    await independent
      .db()
      .admin()
      .command({ buildInfo: 1 })
      .then(({ allocator }) => allocator),
  );
});

afterAll(async () => {
  await independent?.db('equality').dropDatabase();
  await independent?.close();
  await embedded.close();
  await server.stop();
});

async function answer(client: mongo.MongoClient, name: string, { given, run }: Case): Promise<unknown> {
  const collection = client.db('equality').collection(name);
  await collection.drop();
  if (given?.length) await collection.insertMany(given);
  return outcome(() => run(collection as never, client.db('equality')));
}

describe.each([
  ['filter', filterCases],
  ['filter by type', filterTypesCases],
  ['read', readCases],
  ['cursor', cursorCases],
  ['insert', insertCases],
  ['update operator', updateOperatorsCases],
  ['update of a list', updateListsCases],
  ['update by pipeline', updatePipelineCases],
  ['update', updateCases],
  ['upsert', upsertCases],
  ['findAndModify', findAndModifyCases],
  ['write', writeCases],
  ['aggregate', [...aggregateCases, ...aggregateMoreCases]],
  ['expression', expressionCases],
  ['time of the command', commandTimeCases],
  ['group', groupCases],
  ['refused', refusedCases],
  ['null', nullCases],
  ['index', [...indexCases, ...partialFilterCases]],
  ['unique index', uniqueCases],
  ['catalog', catalogCases],
])('%s', (group, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const collection = `${group}-${name}`.replace(/[^a-z0-9_]+/gi, '-');
    const ours = await answer(embedded, collection, one);
    expect(ours).toEqual(one.expect);
    if (!independent || one.differsOnPurpose) return;
    const theirs = await answer(independent, collection, one);
    if (!isMongod && one.knownDifference) expect(theirs).not.toEqual(ours);
    else expect(theirs).toEqual(ours);
  });
});
