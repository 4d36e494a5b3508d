import { ours } from './manifests';
import { anImage, cluster, events, noImage, pods } from './programs';
import { runScript } from './scripts';

const k8s = (args: string[], kubectl: string, docker = anImage) =>
  runScript('deploy/k8s.mjs', args, { kubectl, docker, kind: '' });

describe('k8s:up, k8s:status and k8s:down', () => {
  const deployment = (ready: number) =>
    `*"get deployments"*) echo '${JSON.stringify({
      items: [
        {
          metadata: { name: 'courses-depl', labels: { app: 'courses' } },
          spec: { replicas: 2, template: { spec: { containers: [{ image: 'courses:latest' }] } } },
          status: { readyReplicas: ready },
        },
      ],
    })}' ;;
*"get services"*) echo '{"items":[]}' ;;`;

  test('up builds what is missing, loads all, applies all and shows what runs', () => {
    const { status, calls, stdout } = k8s(['up'], `${cluster('kind')}\n${deployment(2)}`, noImage);
    expect(status).toBe(0);
    for (const app of ours) {
      expect(calls).toContain(`docker build -t ${app}:latest -f apps/${app}/Dockerfile .`);
      expect(calls).toContain(`kind load docker-image ${app}:latest --name kind`);
    }
    expect(stdout).toContain('✓ courses-depl');
  });

  test('up tells what does not run, and why', () => {
    const waits = '*" wait "*) exit 1 ;;';
    const pod = pods({ image: 'courses:latest', state: { waiting: { reason: 'ErrImageNeverPull' } } });
    const { status, stderr } = k8s(['up'], [cluster('kind'), waits, deployment(1), pod, events].join('\n'));
    expect(status).toBe(1);
    expect(stderr).toMatch(/courses: the image courses:latest cannot be pulled/);
  });

  test('status of nothing says how to start', () => {
    const none = `*"get deployments"*) echo '{"items":[]}' ;;`;
    expect(k8s(['status'], `${cluster('kind')}\n${none}`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('npm run k8s:up') as string,
    });
  });

  test.each([
    [[], true],
    [['--keep-data'], false],
  ])('down %j deletes the claims of the data: %s', (args, deleted) => {
    const claims = '*delete*) grep "kind: PersistentVolumeClaim" ;;';
    const { stdout } = k8s(['down', ...args], `${cluster('kind')}\n${claims}`);
    expect(stdout.includes('PersistentVolumeClaim')).toBe(deleted);
  });

  test.each([
    [[], /usage/],
    [['sideways'], /usage/],
    [['up', '--overlay=moon'], /no k8s\/overlays\/moon/],
  ])('%j ends with a sentence', (args, sentence) => {
    const { status, stderr } = k8s(args, cluster('kind'));
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
  });
});

test('doctor has a line for everything, and a way to get what is missing', () => {
  const { status, stdout } = runScript('deploy/doctor.mjs', [], {
    docker: '"compose"*) exit 1 ;;\n"image"*) exit 1 ;;\nversion*) echo 28.0.0 ;;',
    kubectl:
      '"config current-context") exit 1 ;;\nversion*) echo \'{"clientVersion":{"gitVersion":"v1.34.0"}}\' ;;',
    npm: '*) echo 11.0.0 ;;',
  });
  expect(status).toBe(0);
  for (const line of [
    /✓ Node v/,
    /✓ npm 11/,
    /✓ Docker 28/,
    /– docker compose .* → /,
    /– no image of .*courses.* → npx nx/,
    /✓ kubectl v1.34.0/,
    /– kubectl has no current context → minikube/,
  ])
    expect(stdout).toMatch(line);
});
