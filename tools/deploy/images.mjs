// Names, builds and pushes images. REGISTRY=ghcr.io/me is prepended to every name, here and in the manifests.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { attempt, fail, show } from './program.mjs';

export const apps = readdirSync('apps').filter((app) => existsSync(`apps/${app}/Dockerfile`));

export function registry() {
  const value = (process.env.REGISTRY ?? '').replace(/\/$/, '');
  if (value && !/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/.test(value))
    fail(
      `REGISTRY="${value}" is not a registry: write it like ghcr.io/me or localhost:5000, without https://.`,
    );
  return value;
}

export function imageName(app, tag = 'latest') {
  return `${registry() && `${registry()}/`}${app}:${tag}`;
}

export function checkApp(app) {
  if (!apps.includes(app)) fail(`${app} has no image: apps/${app}/Dockerfile does not exist.`);
}

export function checkTag(tag) {
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) fail(`"${tag}" is not a valid image tag.`);
}

export function buildImage(app, ...tags) {
  const names = tags.flatMap((tag) => ['-t', imageName(app, tag)]);
  if (!show('docker', ['build', ...names, '-f', `apps/${app}/Dockerfile`, '.']))
    fail(`The image of ${app} could not be built; see the output above.`);
}

/** Whether the image is on this machine. Fails when Docker is not running. */
export function hasImage(name) {
  const { status, stderr } = attempt('docker', ['image', 'inspect', name]);
  if (status === 0) return true;
  if (/no such image/i.test(stderr)) return false;
  return fail(`Docker is not running (${lastLineWithoutDot(stderr)}). Start it, then try again.`);
}

/** A hash of layers and settings. The id of an image also depends on when it was built. */
export function contentOf(name) {
  const format = '{{json .RootFS.Layers}} {{json .Config}}';
  const { status, stdout, stderr } = attempt('docker', ['image', 'inspect', '-f', format, name]);
  if (status !== 0) fail(`${name} cannot be read: ${lastLineWithoutDot(stderr)}.`);
  return createHash('sha256').update(stdout).digest('hex').slice(0, 12);
}

export function pushImage(name) {
  console.log(`$ docker push ${name}`);
  const { status, stdout, stderr } = attempt('docker', ['push', name]);
  if (status === 0) return console.log(stdout.split('\n').at(-1));
  const host = registry().split('/')[0];
  if (/denied|unauthorized|authentication|no basic auth/i.test(stderr))
    fail(`${host} rejects the push of ${name}. Sign in, then try again: docker login ${host}`);
  return fail(
    `${name} was not pushed: ${lastLineWithoutDot(stderr)}. Is ${host} the right registry, and is it reachable?`,
  );
}

const lastLineWithoutDot = (text) => text.split('\n').at(-1).replace(/\.$/, '');
