import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apps } from '../support/apps';
import { request } from '../support/catalog';
import { attempt, root, run } from '../support/run';
import { docker, exitCodeOf, removeAll, start, untilLive } from './containers';

jest.setTimeout(600_000);
const megabyte = 1_000_000;
/** Images contain no secrets; without these, the app exits with a message. */
const secrets: Record<string, string[]> = {
  client: ['-e', 'SESSION_SECRET=a-secret-of-more-than-32-characters'],
  identity: ['-e', 'KEY_SECRET=a-secret-of-more-than-32-characters'],
};

interface Image {
  Id: string;
  Size: number;
  Config: { User: string; Labels: Record<string, string>; Entrypoint: string[]; Env: string[] };
  RootFS: { Layers: string[] };
}
const inspect = async (image: string) => (JSON.parse(await docker('image', 'inspect', image)) as [Image])[0];

afterAll(removeAll);

describe.each(apps)('the image of %s', (app) => {
  const layerOfOurs = async () => {
    const sizes = (
      await docker('history', '--no-trunc', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}', app)
    )
      .split('\n')
      .filter((line) => line.includes('COPY'));
    return Number.parseInt(sizes[0] ?? '', 10);
  };

  test('is tagged latest and with the given version', async () => {
    expect((await inspect(`${app}:0.0.2`)).Id).toBe((await inspect(`${app}:latest`)).Id);
  });

  test('is the same when Docker builds it without Nx', async () => {
    const byNx = await inspect(`${app}:latest`);
    await docker('build', '-t', `${app}:latest`, '-f', `apps/${app}/Dockerfile`, '.');
    const byDocker = await inspect(`${app}:latest`);
    expect(byDocker.RootFS.Layers).toEqual(byNx.RootFS.Layers);
    expect(byDocker.Config).toEqual(byNx.Config);
  });

  test('runs as an unprivileged user and has title and license labels', async () => {
    const { Config } = await inspect(app);
    expect(Config.User).toBe('65532:65532');
    expect(Config.Env).toContain('NODE_ENV=production');
    expect(Config.Labels['org.opencontainers.image.title']).toBe(app);
    expect(Config.Labels['org.opencontainers.image.licenses']).toBe('MIT');
  });

  test.each(['sh', 'npm', 'apt-get'])('does not contain %s', async (program) => {
    const outcome = await attempt('docker', ['run', '--rm', '--entrypoint', program, app]);
    expect(outcome.status).toBe(127);
  });

  test('contains the bundle, without source maps, sources or package manifests of ours', async () => {
    const id = await docker('create', app);
    const paths = (await run('sh', '-c', `docker export ${id} | tar -t`)).split('\n');
    await docker('rm', id);
    const inApp = paths.filter((path) => path.startsWith('app/'));
    expect(inApp).toContain('app/main.js');
    expect(inApp.filter((path) => /\.(map|ts|tsx)$|^app\/package/.test(path))).toEqual([]);
  });

  test('adds a layer of at most 5 MB to its base', async () => {
    const size = await layerOfOurs();
    const image = ((await inspect(app)).Size / megabyte).toFixed(0);
    process.stdout.write(`${app}: image ${image} MB, of which ours ${(size / megabyte).toFixed(2)} MB\n`);
    expect(size).toBeLessThanOrEqual(5 * megabyte);
  });

  test('is live without its dependencies, and its readiness lists them', async () => {
    const container = await start(app, ...(secrets[app] ?? []));
    await untilLive(container);
    const { status, body } = await request<{ lacking?: string[] }>(`${container.url}/health/ready`);
    // The client's port is public: it is ready as soon as it is live.
    const expected = app === 'client' ? { status: 404 } : { status: 503, lacking: ['mongodb', 'rabbitmq'] };
    expect({ status, lacking: body.lacking?.sort() }).toEqual(expected);
  });

  test('exits with 0 on SIGTERM within the grace period', async () => {
    const container = await start(app, ...(secrets[app] ?? []));
    await untilLive(container);
    expect(await exitCodeOf(container)).toBe('0');
  });

  test('rejects an invalid setting with one line that names it', async () => {
    const outcome = await attempt('docker', ['run', '--rm', '-e', 'PORT=http', app]);
    expect(outcome.status).toBe(1);
    expect(outcome.output.split('\n')).toHaveLength(1);
    expect(outcome.output).toContain('PORT');
  });
});

// Both endpoints are public; other charsets once crashed the process because the bundle lacked their tables.
test.each([
  ['identity', '/v1/sessions'],
  ['client', '/session'],
])('%s rejects a body in another charset and keeps running', async (app, path) => {
  const container = await start(app, ...(secrets[app] ?? []));
  await untilLive(container);
  const headers = { 'content-type': 'application/json; charset=utf-7' };
  const refused = await request(`${container.url}${path}`, { method: 'POST', headers, body: '{}' });
  expect(refused.status).toBe(415);
  expect((await request(`${container.url}/health/live`)).status).toBe(200);
  expect(await docker('inspect', container.id, '-f', '{{.State.Running}} {{.RestartCount}}')).toBe('true 0');
});

/** The layer that holds the app, built from another Dockerfile. */
async function layerFrom(dockerfile: string, image: string): Promise<string | undefined> {
  const build = ['build', '-t', image, '-f', '-', '.'];
  const { status, output } = await attempt('docker', build, dockerfile);
  if (status !== 0) throw new Error(output.slice(-4_000));
  const { RootFS } = await inspect(image);
  await docker('image', 'rm', image);
  return RootFS.Layers.at(-1);
}

// The Dockerfiles differ in names only; the client's build has a page beside its server.
test.each(['courses', 'client'])('rebuilding %s gives the same layer', async (app) => {
  // Docker has nothing in its cache from here on. Packages are the same by the lock file.
  const given = readFileSync(join(root, `apps/${app}/Dockerfile`), 'utf8');
  const uncached = given.replace('\nCOPY . .\n', `\nENV AGAIN=${randomUUID()}$&`);
  expect(uncached).toContain('AGAIN');
  expect(await layerFrom(uncached, `${app}:again`)).toBe((await inspect(app)).RootFS.Layers.at(-1));
});
