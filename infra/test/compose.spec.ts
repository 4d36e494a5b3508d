import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configMaps, containerOf, deployments, environmentOf, named, ours, root, secrets } from './manifests';

interface ComposeService {
  image: string;
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string>;
  ports?: string[];
  profiles?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}
interface BrokerDefinitions {
  vhosts?: object[];
  users: object[];
  permissions: object[];
}
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { services } = parse(read('docker/compose.yaml'), { merge: true, maxAliasCount: -1 }) as {
  services: Record<string, ComposeService>;
};
const service = (name: string): ComposeService => {
  const found = services[name];
  if (!found) throw new Error(`compose has no ${name}`);
  return found;
};

test('docker compose finds the file without -f', () => {
  const include = ['docker/compose.yaml', 'infra/observability/compose.yaml'];
  expect(parse(read('compose.yaml'))).toEqual({ name: 'courses-system', include });
});

test('compose starts what the cluster starts, from the same images', () => {
  const started = Object.entries(services).filter(([, { profiles }]) => !profiles);
  expect(started.map(([name]) => name).sort()).toEqual([...ours, 'mongodb', 'rabbitmq'].sort());
  for (const [name, { image }] of started) {
    const inCluster = containerOf(named(deployments, `${name}-depl`)).image;
    expect(image.replace('${REGISTRY-}${REGISTRY:+/}', '').replace('${TAG:-latest}', 'latest')).toBe(
      inCluster,
    );
  }
});

test.each(ours)('compose builds %s, waits for what it needs, and sets what the cluster sets', (app) => {
  const { build, depends_on, environment = {}, healthcheck } = service(app);
  expect(build).toEqual({ context: '..', dockerfile: `apps/${app}/Dockerfile` });
  expect(healthcheck).toBeDefined();
  // Keys of identity are read with the first token; SERVICE_URL is a template, so the services behind it are listed.
  const { AUTH_ISSUER: _keys, SERVICE_URL: _services, ...addresses } = environment;
  const needed = (app === 'client' ? ['courses', 'enrollments', 'identity'] : []).concat(
    Object.values(addresses).flatMap((value) => /:\/\/(?:.*@)?([a-z-]+):/.exec(value)?.[1] ?? []),
  );
  expect(Object.keys(depends_on ?? {})).toEqual(expect.arrayContaining(needed));
  for (const { condition } of Object.values(depends_on ?? {})) expect(condition).toBe('service_healthy');
  const cluster = environmentOf(containerOf(named(deployments, `${app}-depl`)));
  for (const [name, value] of Object.entries(environment))
    expect([name, value]).toEqual([name, cluster[name]?.replaceAll('-clusterip-srv', '')]);
});

test('MongoDB and RabbitMQ have the users and settings of the cluster', () => {
  const admin = named(secrets, 'mongodb-secret').stringData;
  const users = named(secrets, 'backing-services-users').stringData;
  expect(read('docker/mongodb/users.js').trim()).toBe(users['users.js']?.trim());
  expect(service('mongodb').environment).toEqual({
    MONGO_INITDB_ROOT_USERNAME: admin.username,
    MONGO_INITDB_ROOT_PASSWORD: admin.password,
  });
  const parts = readdirSync(join(root, 'docker/users')).sort();
  expect(parts[0]).toBe('00-admin.json');
  const lists = parts.map((file) => JSON.parse(read(`docker/users/${file}`)) as BrokerDefinitions);
  // RabbitMQ reads the files by name; the first creates the virtual host.
  expect(lists.map(({ vhosts }) => vhosts).filter(Boolean)).toEqual([lists[0]?.vhosts]);
  const cluster = JSON.parse(users['definitions.json'] ?? '') as BrokerDefinitions;
  expect(lists[0]?.vhosts).toEqual(cluster.vhosts);
  for (const key of ['users', 'permissions'] as const) {
    const inCompose = lists.flatMap((list) => list[key]);
    expect(inCompose).toHaveLength(cluster[key].length);
    expect(inCompose).toEqual(expect.arrayContaining(cluster[key]));
  }
  const settings = named(configMaps, 'rabbitmq-config').data['30-courses.conf'] ?? '';
  expect(read('docker/rabbitmq/30-courses.conf')).toBe(settings.replace('/definitions.json', ''));
});

test('nothing is shown beyond this machine', () => {
  for (const port of Object.values(services).flatMap(({ ports = [] }) => ports))
    expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('every service has a version that reloads', () => {
  const { depends_on = {} } = service('dev');
  for (const app of ours.filter((each) => each !== 'client')) {
    expect(Object.keys(depends_on)).toContain(`${app}-dev`);
    expect(service(`${app}-dev`).environment).toEqual(service(app).environment);
  }
});
