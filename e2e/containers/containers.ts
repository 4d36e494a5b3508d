import { isReachable } from '../support/catalog';
import { waitFor } from '@courses/testing';
import { attempt, run } from '../support/run';

export const docker = (...args: string[]) => run('docker', ...args);

/** As the manifests run a container: read-only, without capabilities and privilege escalation. */
const hardened = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'];

export interface Container {
  id: string;
  url: string;
}

const started: string[] = [];

/** Starts a container and finds the host port of its port 3000. */
export async function start(image: string, ...options: string[]): Promise<Container> {
  const id = (await docker('run', '-d', '-p', '127.0.0.1::3000', ...hardened, ...options, image)).slice(-64);
  started.push(id);
  const mapped = await attempt('docker', ['port', id, '3000']);
  return { id, url: `http://${mapped.output}` };
}

export async function untilLive({ id, url }: Container): Promise<void> {
  try {
    await waitFor(`${url} to be live`, () => isReachable(`${url}/health/live`));
  } catch (error) {
    const { output } = await attempt('docker', ['logs', '--tail', '40', id]);
    throw new Error(`not live; its log:\n${output}`, { cause: error });
  }
}

/** Stops it as Kubernetes does: SIGTERM, and SIGKILL after a grace period of 30 s, which would give 137. */
export async function exitCodeOf({ id }: Container): Promise<string> {
  await docker('stop', '--time', '30', id);
  return docker('inspect', id, '-f', '{{.State.ExitCode}}');
}

export async function removeAll(): Promise<void> {
  if (started.length > 0) await docker('rm', '--force', '--volumes', ...started.splice(0));
}
