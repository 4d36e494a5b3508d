import type { Case } from './case';

export const catalogCases: Case[] = [
  { name: 'ping', run: (_c, db) => db.command({ ping: 1 }), expect: { ok: 1 } },
  {
    name: 'an unknown command',
    run: (_c, db) => db.command({ fly: 1 }),
    expect: { error: { code: 59, codeName: 'CommandNotFound' } },
  },
  {
    name: 'a command named like a property of objects',
    run: (_c, db) => db.command({ constructor: 1 }),
    expect: { error: { code: 59, codeName: 'CommandNotFound' } },
  },
  {
    name: 'hello tells the limits',
    run: async (_c, db) => {
      const {
        maxBsonObjectSize,
        maxMessageSizeBytes,
        maxWriteBatchSize,
        isWritablePrimary,
        readOnly,
        setName,
        topologyVersion,
      } = await db.command({ hello: 1 });
      return {
        maxBsonObjectSize,
        maxMessageSizeBytes,
        maxWriteBatchSize,
        isWritablePrimary,
        readOnly,
        setName,
        topologyVersion,
      };
    },
    expect: {
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      isWritablePrimary: true,
      readOnly: false,
    },
    differsOnPurpose: 'MongoDB sends a topologyVersion',
  },
  {
    name: 'buildInfo has a version',
    run: async (_c, db) => (await db.command({ buildInfo: 1 })).maxBsonObjectSize as unknown,
    expect: 16_777_216,
  },
  {
    name: 'connectionStatus',
    run: async (_c, db) => (await db.command({ connectionStatus: 1 })).authInfo as unknown,
    expect: { authenticatedUsers: [], authenticatedUserRoles: [] },
    knownDifference: 'shows privileges unasked',
  },
  {
    name: 'create and listCollections',
    run: async (c, db) => {
      await db.createCollection(c.collectionName);
      return db.listCollections({ name: c.collectionName }, { nameOnly: true }).toArray();
    },
    expect: [{ name: 'catalog-create-and-listCollections', type: 'collection' }],
  },
  {
    name: 'listCollections with details',
    given: [{ _id: 1 }],
    run: async (c, db) => {
      const [info] = await db.listCollections({ name: c.collectionName }).toArray();
      return [info!.name, info!.type, Object.keys(info!).includes('idIndex')];
    },
    expect: ['catalog-listCollections-with-details', 'collection', true],
  },
  {
    name: 'create twice',
    run: async (c, db) => {
      await db.command({ create: c.collectionName });
      return db.command({ create: c.collectionName });
    },
    expect: { ok: 1 },
  },
  {
    name: 'a write creates the collection',
    run: async (c, db) => {
      await c.insertOne({ _id: 1 });
      return (await db.listCollections({ name: c.collectionName }).toArray()).length;
    },
    expect: 1,
  },
  {
    name: 'a read does not',
    run: async (c, db) => {
      await c.find().toArray();
      await c.deleteMany({});
      return (await db.listCollections({ name: c.collectionName }).toArray()).length;
    },
    expect: 0,
  },
  {
    name: 'drop',
    given: [{ _id: 1 }],
    run: async (c, db) => [
      await c.drop(),
      (await db.listCollections({ name: c.collectionName }).toArray()).length,
      await c.countDocuments(),
    ],
    expect: [true, 0, 0],
  },
  { name: 'drop of nothing', run: (c) => c.drop(), expect: true },
  {
    name: 'dropDatabase',
    run: async (c, db) => {
      const other = c.db.client.db('equality-other');
      await other.collection('x').insertOne({ a: 1 });
      const before = (await db.admin().listDatabases()).databases.some(
        ({ name }) => name === 'equality-other',
      );
      await other.dropDatabase();
      return [
        before,
        (await db.admin().listDatabases()).databases.some(({ name }) => name === 'equality-other'),
      ];
    },
    expect: [true, false],
  },
  {
    name: 'listDatabases by name only',
    given: [{ _id: 1 }],
    run: async (_c, db) =>
      (await db.admin().listDatabases({ nameOnly: true, filter: { name: 'equality' } })).databases,
    expect: [{ name: 'equality' }],
  },
  {
    name: 'a transaction is rejected',
    run: async (c) => {
      const session = c.db.client.startSession();
      session.startTransaction();
      try {
        return await c.insertOne({ _id: 2 }, { session });
      } finally {
        await session.endSession();
      }
    },
    expect: { error: {} }, // the driver rewords this error
    knownDifference: 'has transactions',
  },
  {
    name: 'a session without a transaction',
    run: async (c) => {
      const session = c.db.client.startSession();
      try {
        return await c.insertOne({ _id: 1 }, { session });
      } finally {
        await session.endSession();
      }
    },
    expect: { acknowledged: true, insertedId: 1 },
  },
  {
    name: 'a collation is rejected rather than ignored',
    given: [{ _id: 1 }],
    run: (c) => c.find({}, { collation: { locale: 'en', strength: 2 } }).toArray(),
    expect: { error: { code: 2, codeName: 'BadValue' } },
    differsOnPurpose: 'MongoDB has collations',
  },
  {
    name: 'an index with a collation is rejected',
    run: (c) => c.createIndex({ a: 1 }, { collation: { locale: 'en' } }),
    expect: { error: { code: 2, codeName: 'BadValue' } },
    differsOnPurpose: 'MongoDB has collations',
  },
  {
    name: 'a capped collection is rejected',
    run: (c, db) => db.command({ create: c.collectionName, capped: true, size: 1000 }),
    expect: { error: { code: 72, codeName: 'InvalidOptions' } },
    differsOnPurpose: 'MongoDB has capped collections',
  },
  {
    name: 'a text index is rejected',
    run: (c) => c.createIndex({ a: 'text' }),
    expect: { error: { code: 67, codeName: 'CannotCreateIndex' } },
    differsOnPurpose: 'MongoDB has text indexes',
  },
  {
    name: 'find with a filter that is no document',
    run: (c, db) => db.command({ find: c.collectionName, filter: 5 }),
    expect: { error: { code: 14, codeName: 'TypeMismatch' } },
  },
];
