// Builds the image of an app: `npx nx run courses:docker-build [--tag=0.0.2]`, the same as
// `docker build -t courses:latest -f apps/courses/Dockerfile .` in the root of the repository.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

const usage = 'usage: npx nx run <app>:docker-build [--tag=<version>]';

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({
      options: { tag: { type: 'string' } },
      allowPositionals: true,
    });
    return { app: positionals[0], tag: values.tag };
  } catch (error) {
    return fail(`${error.message}\n${usage}`);
  }
}

const { app, tag } = readArguments();
if (!app) fail(usage);
const dockerfile = `apps/${app}/Dockerfile`;
if (!existsSync(dockerfile)) fail(`${app} has no image: ${dockerfile} does not exist.`);
if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag)) fail(`"${tag}" is not a valid image tag.`);

const names = ['latest', ...(tag ? [tag] : [])].map((version) => `${app}:${version}`);
const args = ['build', ...names.flatMap((name) => ['-t', name]), '-f', dockerfile, '.'];
console.log(`docker ${args.join(' ')}`);
const { error, status } = spawnSync('docker', args, { stdio: 'inherit' });
if (error) fail(`docker cannot be started (${error.message}). Install Docker, then run this again.`);
process.exit(status ?? 1);
