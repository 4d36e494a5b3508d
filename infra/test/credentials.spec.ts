import { runInNewContext } from 'node:vm';
import { appOf, containerOf, deployments, environmentOf, named, ours, secrets } from './manifests';

interface MongoUser {
  database: string;
  user: string;
  pwd: string;
  roles: unknown[];
}
interface BrokerDefinitions {
  users: { name: string; password: string; tags: string[] }[];
  permissions: { user: string; vhost: string; configure: string; write: string; read: string }[];
}

const secret = (name: string, key: string) => named(secrets, name).stringData[key] ?? '';
const definitions = secret('backing-services-users', 'definitions.json');
const broker = JSON.parse(definitions) as BrokerDefinitions;

/** What the script of MongoDB's Secret creates. */
function mongoUsers(): MongoUser[] {
  const users: MongoUser[] = [];
  const getSiblingDB = (database: string) => ({
    createUser: (user: Omit<MongoUser, 'database'>) => users.push({ database, ...user }),
  });
  const mounted = {
    readdirSync: () => ['..data', 'definitions.json', 'users.js'],
    readFileSync: () => definitions,
  };
  runInNewContext(secret('backing-services-users', 'users.js'), {
    db: { getSiblingDB },
    require: () => mounted,
  });
  return users;
}

const signIns = (protocol: string) =>
  deployments
    .filter((deployment) => ours.includes(appOf(deployment)))
    .flatMap((deployment) =>
      Object.values(environmentOf(containerOf(deployment)))
        .filter((value) => value?.startsWith(`${protocol}://`))
        .map((value) => ({ app: appOf(deployment), url: new URL(value ?? '') })),
    );
const mongoSignIns = signIns('mongodb');
const brokerSignIns = signIns('amqp');

test('MongoDB has a user for each service that keeps data in it, and no other', () => {
  expect(
    mongoUsers()
      .map(({ user }) => user)
      .sort(),
  ).toEqual(mongoSignIns.map(({ app }) => app));
});

test('services sign in to MongoDB and RabbitMQ, each with a name of its own', () => {
  for (const list of [mongoSignIns, brokerSignIns]) {
    expect(list.length).toBeGreaterThanOrEqual(2);
    for (const { app, url } of list) expect(url.username).toBe(app);
  }
});

test.each(mongoSignIns)(
  'MongoDB lets $app read and write its own database, and nothing else',
  ({ app, url }) => {
    expect(url.pathname).toBe(`/${app}`);
    expect(mongoUsers().filter(({ user }) => user === app)).toEqual([
      { database: app, user: app, pwd: url.password, roles: [{ role: 'readWrite', db: app }] },
    ]);
  },
);

describe.each(brokerSignIns)('RabbitMQ lets $app', ({ app, url }) => {
  const [permission, ...others] = broker.permissions.filter(({ user }) => user === app);
  const allowed = (name: string) =>
    [permission?.configure, permission?.write, permission?.read].map((pattern) =>
      new RegExp(pattern ?? '$^').test(name),
    );

  test('sign in with the password of its Secret', () => {
    expect(broker.users.find(({ name }) => name === app)).toEqual({
      name: app,
      password: url.password,
      tags: [],
    });
    expect(others).toEqual([]);
  });

  test('use its own queues, the exchanges of all and the default exchange', () => {
    const names = [`${app}.a-subscription`, `${app}.a-subscription.retry.30s`, `${app}.a-subscription.dlq`];
    for (const name of [...names, 'courses.events', 'courses.unrouted', 'amq.default'])
      expect([name, ...allowed(name)]).toEqual([name, true, true, true]);
  });

  test('not touch the queues of another service', () => {
    const others = ours.filter((other) => other !== app).map((other) => `${other}.a-subscription`);
    for (const name of [...others, 'amq.topic', 'anything'])
      expect([name, ...allowed(name)]).toEqual([name, false, false, false]);
  });
});

test('every value for development says so', () => {
  const passwords = [
    secret('mongodb-secret', 'password'),
    ...mongoUsers().map(({ pwd }) => pwd),
    ...broker.users.map(({ password }) => password),
  ];
  for (const password of passwords) expect(password).toMatch(/-dev-only$/);
});
