import { readFileSync } from 'node:fs';
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
  expect(parse(read('compose.yaml'))).toEqual({ name: 'courses-system', include: ['docker/compose.yaml'] });
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
  // Keys of identity are read when the first token comes.
  const { AUTH_ISSUER: _keys, ...addresses } = environment;
  const needed = Object.values(addresses).flatMap(
    (value) => /:\/\/(?:.*@)?([a-z-]+):/.exec(value)?.[1] ?? [],
  );
  expect(Object.keys(depends_on ?? {})).toEqual(expect.arrayContaining(needed));
  for (const { condition } of Object.values(depends_on ?? {})) expect(condition).toBe('service_healthy');
  const cluster = environmentOf(containerOf(named(deployments, `${app}-depl`)));
  for (const [name, value] of Object.entries(environment))
    expect([name, value]).toEqual([name, cluster[name]?.replaceAll('-clusterip-srv', '')]);
});

test('MongoDB and RabbitMQ have the users and settings of the cluster', () => {
  const users = named(secrets, 'mongodb-secret').stringData;
  expect(read('docker/mongodb/users.js').trim()).toBe(users['users.js']?.trim());
  expect(service('mongodb').environment).toEqual({
    MONGO_INITDB_ROOT_USERNAME: users.username,
    MONGO_INITDB_ROOT_PASSWORD: users.password,
  });
  const definitions = named(secrets, 'rabbitmq-secret').stringData['definitions.json'] ?? '';
  expect(JSON.parse(read('docker/rabbitmq/definitions.json'))).toEqual(JSON.parse(definitions));
  expect(read('docker/rabbitmq/30-courses.conf')).toBe(
    named(configMaps, 'rabbitmq-config').data['30-courses.conf'],
  );
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
