import { anImage, noImage, noImageFormerly } from './programs';
import { runScript } from './scripts';

const push = (args: string[], docker: string, REGISTRY = 'ghcr.io/me') =>
  runScript('docker-push.mjs', args, { docker }, { REGISTRY });

describe('docker-push', () => {
  test('pushes the names that docker-build made with the same registry', () => {
    const { calls, status } = push(['courses', '--tag=0.0.2'], anImage);
    expect(status).toBe(0);
    expect(calls.slice(-2)).toEqual([
      'docker push ghcr.io/me/courses:latest',
      'docker push ghcr.io/me/courses:0.0.2',
    ]);
    const built = runScript(
      'docker-build.mjs',
      ['courses', '--tag=0.0.2'],
      { docker: '' },
      { REGISTRY: 'ghcr.io/me' },
    );
    expect(built.calls[0]).toContain('-t ghcr.io/me/courses:latest -t ghcr.io/me/courses:0.0.2 ');
  });

  test.each([
    ['without a registry', anImage, '', /REGISTRY=/],
    [
      'to a malformed registry',
      anImage,
      'https://ghcr.io/Me',
      /REGISTRY="https:\/\/ghcr.io\/Me" is not a registry/,
    ],
    ['an image that is not there', noImage, 'ghcr.io/me', /docker-build/],
    ['an image that is not there, to an older Docker,', noImageFormerly, 'ghcr.io/me', /docker-build/],
    [
      'without a login',
      `${anImage}\npush*) echo "denied: access forbidden" >&2; exit 1 ;;`,
      'ghcr.io/me',
      /docker login ghcr.io/,
    ],
    [
      'to a registry that is away',
      `${anImage}\npush*) echo "dial tcp: no such host" >&2; exit 1 ;;`,
      'ghcr.io/me',
      /no such host/,
    ],
    [
      'without a daemon',
      '*) echo "Cannot connect to the Docker daemon" >&2; exit 1 ;;',
      'ghcr.io/me',
      /Docker is not running/,
    ],
  ])('%s ends with a sentence', (_case, docker, registry, sentence) => {
    const { status, stderr } = push(['courses'], docker, registry);
    expect(status).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
