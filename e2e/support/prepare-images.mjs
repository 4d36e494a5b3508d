import { spawnSync } from 'node:child_process';
import { fail } from '../../tools/deploy/program.mjs';

/** Runs a program with its output on the terminal; exits with a message when it fails. */
export function must(program, ...args) {
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  if (status !== 0) fail(`${program} ${args.join(' ')} failed.`);
}

/**
 * Builds the images of all apps, as `latest` and as 0.0.2, and the offline images where a registry image is missing. Docker's
 * cache makes it short when another suite has built the same sources: the files themselves decide, not their times.
 */
export function prepareImages() {
  must('e2e/offline-images/build.sh');
  must('npx', 'nx', 'run-many', '-t', 'docker-build', '--parallel=1', '--tag=0.0.2');
}
