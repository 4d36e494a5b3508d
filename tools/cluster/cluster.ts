import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { attempt, root, run } from '../testbed/run';

const scripts = resolve(root, process.env.COURSES_CLUSTER_DIR ?? '../shared/cluster');
const state = '/var/tmp/courses-cluster';
const socket = '/run/courses-cluster/containerd.sock';

export const manifests = 'infra/k8s';
export const kubectl = (...args: string[]) => run('kubectl', ...args);

/** The images that the manifests name. */
export function images(): string[] {
  const texts = readdirSync(join(root, manifests)).map((file) =>
    readFileSync(join(root, manifests, file), 'utf8'),
  );
  return texts.flatMap((text) => [...text.matchAll(/^ *image: *(\S+)$/gm)].map(([, image = '']) => image));
}

/** The cluster of KUBECONFIG, or one of our own. Answers what ends it. */
export async function useCluster(): Promise<() => Promise<unknown>> {
  if (process.env.KUBECONFIG) return () => Promise.resolve();
  if (!existsSync(join(scripts, 'up.sh')))
    throw new Error(
      `Set KUBECONFIG to a cluster for tests, or COURSES_CLUSTER_DIR: ${scripts} has no up.sh.`,
    );
  process.env.KUBECONFIG = `${state}/kubeconfig`;
  const end = () => run(join(scripts, 'down.sh'));
  try {
    await run(join(scripts, 'build.sh'));
    await run(join(scripts, 'up.sh'));
    // Kubernetes then refuses any pod that falls short of its strictest standard.
    await kubectl('label', 'namespace', 'default', 'pod-security.kubernetes.io/enforce=restricted');
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

/** Gives the images to the node, where it is on this machine. */
export async function loadImages(): Promise<void> {
  if (existsSync(socket))
    await run('sh', '-c', `docker save ${images().join(' ')} | ctr -a ${socket} -n k8s.io images import -`);
}

/** What a person would look at next: pods, what happened, and the last lines of each log. */
export async function causes(): Promise<string> {
  const questions = [
    ['get', 'pods', '-o', 'wide'],
    ['get', 'events', '--sort-by=.lastTimestamp'],
    [
      'logs',
      '-l',
      'app.kubernetes.io/part-of=courses-system',
      '--prefix',
      '--tail=15',
      '--max-log-requests=20',
    ],
  ];
  const answers = [];
  for (const question of questions) {
    const { output } = await attempt('kubectl', question);
    answers.push(`$ kubectl ${question.join(' ')}\n${output.split('\n').slice(-60).join('\n')}`);
  }
  return answers.join('\n\n');
}

/** Like kubectl, but a failure tells its causes. */
export async function kubectlOrCauses(...args: string[]): Promise<string> {
  try {
    return await kubectl(...args);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${await causes()}`, { cause: error });
  }
}
