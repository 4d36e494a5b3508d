import { answers, publishCourse, request, type Roster } from '../testbed/catalogue';
import { attempt, run } from '../testbed/run';
import { waitFor } from '../testbed/wait-for';
import { docker, removeAll, start, stop, untilLive } from './containers';

jest.setTimeout(600_000);
const apps = ['courses', 'enrollments', 'client'];
const neighbours = { mongodb: 'mongo:8.0', rabbitmq: 'rabbitmq:4.2' };
const network = 'courses-containers-test';
const megabyte = 1_000_000;

interface Image {
  Id: string;
  Size: number;
  Config: { User: string; Labels: Record<string, string>; Entrypoint: string[]; Env: string[] };
  RootFS: { Layers: string[] };
}
const inspect = async (image: string) => (JSON.parse(await docker('image', 'inspect', image)) as [Image])[0];

beforeAll(async () => {
  await run('tools/stand-ins/build.sh');
  for (const app of apps) await run('npx', 'nx', 'run', `${app}:docker-build`, '--tag=0.0.2');
});

afterAll(async () => {
  await removeAll();
  await attempt('docker', ['network', 'rm', network]);
});

describe.each(apps)('the image of %s', (app) => {
  const layerOfOurs = async () => {
    const sizes = (
      await docker('history', '--no-trunc', '--human=false', '--format', '{{.Size}} {{.CreatedBy}}', app)
    )
      .split('\n')
      .filter((line) => line.includes('COPY'));
    return Number.parseInt(sizes[0] ?? '', 10);
  };

  test('is tagged latest and with the version given', async () => {
    expect((await inspect(`${app}:0.0.2`)).Id).toBe((await inspect(`${app}:latest`)).Id);
  });

  test('is the same when docker builds it without Nx', async () => {
    const byNx = await inspect(`${app}:latest`);
    await docker('build', '-t', `${app}:latest`, '-f', `apps/${app}/Dockerfile`, '.');
    const byDocker = await inspect(`${app}:latest`);
    expect(byDocker.RootFS.Layers).toEqual(byNx.RootFS.Layers);
    expect(byDocker.Config).toEqual(byNx.Config);
  });

  test('runs as a user without a name or rights, and says what it is', async () => {
    const { Config } = await inspect(app);
    expect(Config.User).toBe('65532:65532');
    expect(Config.Env).toContain('NODE_ENV=production');
    expect(Config.Labels['org.opencontainers.image.title']).toBe(app);
    expect(Config.Labels['org.opencontainers.image.licenses']).toBe('MIT');
  });

  test.each(['sh', 'npm', 'apt-get'])('has no %s', async (program) => {
    const outcome = await attempt('docker', ['run', '--rm', '--entrypoint', program, app]);
    expect(outcome.status).toBe(127);
  });

  test('holds the bundle and no source maps, sources or package manifests of ours', async () => {
    const id = await docker('create', app);
    const paths = (await run('sh', '-c', `docker export ${id} | tar -t`)).split('\n');
    await docker('rm', id);
    const inApp = paths.filter((path) => path.startsWith('app/'));
    expect(inApp).toContain('app/main.js');
    expect(inApp.filter((path) => /\.(map|ts|tsx)$|^app\/package/.test(path))).toEqual([]);
  });

  test('adds a layer of at most 7 MB to its base', async () => {
    const size = await layerOfOurs();
    const image = ((await inspect(app)).Size / megabyte).toFixed(0);
    process.stdout.write(`${app}: image ${image} MB, of which ours ${(size / megabyte).toFixed(2)} MB\n`);
    expect(size).toBeLessThanOrEqual(7 * megabyte);
  });

  test('is live alone, and its readiness names what it lacks', async () => {
    const container = await start(app);
    await untilLive(container);
    const { status, body } = await request<{ lacking?: string[] }>(`${container.url}/health/ready`);
    // The client serves its page whatever is behind it; the page itself says what is away.
    const lacking = app === 'client' ? undefined : ['mongodb', 'rabbitmq'];
    expect({ status, lacking: body.lacking?.sort() }).toEqual({ status: lacking ? 503 : 200, lacking });
  });

  test('ends with 0 on SIGTERM, within its time to drain', async () => {
    const container = await start(app);
    await untilLive(container);
    const { exitCode, seconds } = await stop(container);
    expect(exitCode).toBe('0');
    expect(seconds).toBeLessThan(12);
  });

  test('refuses a wrong setting with one line that names it', async () => {
    const outcome = await attempt('docker', ['run', '--rm', '-e', 'PORT=http', app]);
    expect(outcome.status).toBe(1);
    expect(outcome.output.split('\n')).toHaveLength(1);
    expect(outcome.output).toContain('PORT');
  });
});

describe('the containers together', () => {
  const on = (name: string) => ['--network', network, '--network-alias', `${name}-clusterip-srv`];
  let coursesUrl = '';
  let clientUrl = '';

  beforeAll(async () => {
    await docker('network', 'create', network);
    const user = ['--user', '999:999', '--tmpfs', '/tmp'];
    await start(neighbours.mongodb, ...on('mongodb'), ...user);
    const rabbit = ['-e', 'RABBITMQ_DEFAULT_USER=dev', '-e', 'RABBITMQ_DEFAULT_PASS=dev-only'];
    const logs = ['--tmpfs', '/var/log/rabbitmq:uid=999', '--hostname', 'rabbitmq'];
    await start(neighbours.rabbitmq, ...on('rabbitmq'), ...user, ...rabbit, ...logs);
    const amqp = ['-e', 'AMQP_URL=amqp://dev:dev-only@rabbitmq-clusterip-srv:5672'];
    const courses = await start('courses', ...on('courses'), ...amqp);
    const enrollments = await start('enrollments', ...on('enrollments'), ...amqp);
    const client = await start('client', ...on('client'));
    coursesUrl = courses.url;
    clientUrl = client.url;
    for (const { url } of [courses, enrollments, client])
      await waitFor(`${url} to be ready`, 60_000, () => answers(`${url}/health/ready`));
  });

  test('open a roster for a course that is published, and the client shows both', async () => {
    const courseId = await publishCourse(coursesUrl, 'Containers');
    const roster = await waitFor('the roster', 10_000, async () => {
      const { status, body } = await request<Roster>(`${clientUrl}/api/v1/rosters/${courseId}`);
      return status === 200 && body;
    });
    expect(roster).toMatchObject({ courseId, courseTitle: 'Containers', seatsLeft: 12 });
    const shown = await request<{ title: string }>(`${clientUrl}/api/v1/courses/${courseId}`);
    expect(shown.body.title).toBe('Containers');
    expect(await (await fetch(clientUrl)).text()).toContain('<title>');
  });
});
