import { spawnSync } from 'node:child_process';
import { apps } from '../../tools/deploy/images.mjs';
import { fail } from '../../tools/deploy/program.mjs';

/** Runs a program with its output on the terminal; exits with a message when it fails. */
export function must(program, ...args) {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) fail(`${program} ${args.join(' ')} failed.`);
}

/** Builds the images of all apps, as `latest` and as 0.0.2, and the offline images where a registry image is missing. */
export function prepareImages() {
  must('e2e/offline-images/build.sh');
  for (const app of apps) must('npx', 'nx', 'run', `${app}:docker-build`, '--tag=0.0.2');
}
