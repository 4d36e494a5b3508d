import { answers } from '../support/catalog';
import { waitFor } from '@courses/testing';
import { attempt, run } from '../support/run';

export const docker = (...args: string[]) => run('docker', ...args);

/** How the manifests run a container: nothing to write to, no capabilities, no way to more rights. */
const hardened = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'];

export interface Container {
  id: string;
  url: string;
}

const started: string[] = [];

/** Starts a container and says where its port 3000 (if it has one) is reached. */
export async function start(image: string, ...options: string[]): Promise<Container> {
  const id = (await docker('run', '-d', '-p', '127.0.0.1::3000', ...hardened, ...options, image)).slice(-64);
  started.push(id);
  const mapped = await attempt('docker', ['port', id, '3000']);
  return { id, url: `http://${mapped.output}` };
}

export async function untilLive({ id, url }: Container): Promise<void> {
  try {
    await waitFor(`${url} to answer`, () => answers(`${url}/health/live`));
  } catch (error) {
    const { output } = await attempt('docker', ['logs', '--tail', '40', id]);
    throw new Error(`not live; its log:\n${output}`, { cause: error });
  }
}

/** Stops as Kubernetes does: SIGTERM, and SIGKILL after its 30 seconds of grace, which would be 137. */
export async function exitCodeOf({ id }: Container): Promise<string> {
  await docker('stop', '--time', '30', id);
  return docker('inspect', id, '-f', '{{.State.ExitCode}}');
}

export async function removeAll(): Promise<void> {
  if (started.length > 0) await docker('rm', '--force', '--volumes', ...started.splice(0));
}
