import { createHash } from 'node:crypto';
import {
  anImage,
  away,
  cluster,
  context,
  contexts,
  events,
  failed,
  noImage,
  pods,
  unknownContext,
  version,
} from './programs';
import { runScript } from './scripts';

const rollout = (args: string[], kubectl: string, docker = anImage, more = {}) =>
  runScript('deploy/rollout.mjs', ['courses', ...args], { kubectl, docker, kind: '', ctr: '' }, more);

/** The tag that the content of `anImage` gets. */
const content = createHash('sha256').update('sha256:0123456789abcdef').digest('hex').slice(0, 12);

describe('rollout', () => {
  test('gives the same content the same tag, whenever it was built', () => {
    const built = (id: string) =>
      `*"image inspect -f {{json .RootFS.Layers}} {{json .Config}}"*) echo layers ;;\n"image inspect"*) echo ${id} ;;`;
    const tags = ['sha256:one', 'sha256:two'].map((id) =>
      rollout([], cluster('kind-one'), built(id)).calls.find((call) => call.startsWith('docker tag')),
    );
    expect(tags[0]).toMatch(/^docker tag courses:latest courses:[0-9a-f]{12}$/);
    expect(tags[1]).toBe(tags[0]);
  });

  test('builds, loads, applies the Deployment with the content as its tag, and waits', () => {
    const { status, calls } = rollout([], cluster('kind-one'));
    expect(status).toBe(0);
    expect(calls).toEqual(
      expect.arrayContaining([
        'docker build -t courses:latest -f apps/courses/Dockerfile .',
        `docker tag courses:latest courses:${content}`,
        `kind load docker-image courses:${content} --name one`,
        'kubectl --context kind-one apply -f -',
        'kubectl --context kind-one rollout status deployment/courses-depl --timeout=180s',
      ]),
    );
  });

  test('applies what the registry has', () => {
    const save = '*"apply -f -") grep "image:" >&1 ;;';
    const { calls, stdout } = rollout(
      ['--tag=0.0.2', '--context=shop-eu'],
      `${cluster('kind-one')}\n${save}`,
      anImage,
      { REGISTRY: 'ghcr.io/me' },
    );
    expect(calls).toContain('docker push ghcr.io/me/courses:0.0.2');
    expect(stdout).toContain('image: ghcr.io/me/courses:0.0.2');
  });

  test('goes back on request, and builds nothing for it', () => {
    const { status, calls } = rollout(['--undo'], cluster('minikube'));
    expect(status).toBe(0);
    expect(calls).toContain('kubectl --context minikube rollout undo deployment/courses-depl');
    expect(calls.filter((call) => call.startsWith('docker'))).toEqual([]);
  });

  test.each([
    [
      'an image that cannot be pulled',
      { image: 'courses:9', state: { waiting: { reason: 'ImagePullBackOff' } } },
      /the image courses:9 cannot be pulled/,
    ],
    [
      'a program that ends at once',
      {
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1 } },
      },
      /exits right after the start \(exit code 1\)/,
    ],
    [
      'too little memory',
      { restartCount: 1, state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
      /out of memory/,
    ],
    [
      'a Secret that is not there',
      { state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' } } },
      /secret "x" not found/,
    ],
    ['a pod that does not become ready', { state: { running: {} } }, /does not become ready/],
  ])('tells of %s, with events and log, and how to go back', (_case, container, sentence) => {
    const log = '*logs*) echo "Configuration: PORT is wrong" ;;';
    const { status, stderr } = rollout(
      [],
      [cluster('kind-one'), failed, pods(container), events, log].join('\n'),
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).toContain('no such tag');
    expect(stderr).toContain('nx run courses:rollout --undo');
    expect(stderr).toMatch('restartCount' in container ? /PORT is wrong/ : /courses-1/);
  });

  test('tells of a pod that finds no node', () => {
    const full = [{ type: 'PodScheduled', status: 'False', message: 'Insufficient cpu' }];
    const { stderr } = rollout(
      [],
      [cluster('kind-one'), failed, pods({ state: {} }, full), events].join('\n'),
    );
    expect(stderr).toMatch(/cannot be scheduled \(Insufficient cpu\)/);
  });

  test.each([
    [
      'an unknown tag',
      ['--to=9.9'],
      cluster('kind-one'),
      noImage,
      /There is no image courses:9.9.*docker-build --tag=9.9/,
    ],
    ['a malformed tag', ['--tag=a b'], cluster('kind-one'), anImage, /not a valid image tag/],
    ['two tags', ['--tag=1', '--to=2'], cluster('kind-one'), anImage, /pass only one of them/],
    ['an option that is none', ['--undoo'], cluster('kind-one'), anImage, /--undoo[^]*usage/],
    [
      'no context at all',
      [],
      '"config current-context") echo "current-context is not set" >&2; exit 1 ;;',
      anImage,
      /minikube start/,
    ],
    [
      'a context that does not exist',
      ['--context=elsewhere'],
      `${contexts}\n${unknownContext}`,
      anImage,
      /Unknown context "elsewhere".*kind-one, shop-eu/,
    ],
    [
      'a cluster that is away',
      [],
      `${cluster('minikube')}\n${away}`,
      anImage,
      /"minikube" is not reachable[^]*minikube start/,
    ],
    [
      'a Kubernetes that is too old',
      [],
      `${context('kind-one')}\n${version('29')}`,
      anImage,
      /"kind-one" runs Kubernetes v1\.29\.0; the manifests need 1\.30 or newer/,
    ],
    ['a context that may be somebody’s', [], cluster('shop-eu'), anImage, /--context=shop-eu/],
    ['a remote cluster without a registry', ['--context=shop-eu'], cluster('kind-one'), anImage, /REGISTRY=/],
    ['an image that does not build', [], cluster('kind-one'), 'build*) exit 1 ;;', /could not be built/],
  ])('given %s, ends with a sentence and applies nothing', (_case, args, kubectl, docker, sentence) => {
    const { status, calls, stderr } = rollout(args, kubectl, docker);
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(calls.filter((call) => /apply|undo/.test(call))).toEqual([]);
  });
});
