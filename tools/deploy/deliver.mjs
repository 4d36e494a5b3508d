// Brings an image to where the cluster finds it.
import { existsSync } from 'node:fs';
import { pushImage, registry } from './images.mjs';
import { attempt, fail, lastLine, show } from './program.mjs';

// The one-node cluster on which this repository is checked (see e2e/cluster).
const localSocket = '/run/courses-cluster/containerd.sock';

export function deliver(image, context) {
  if (registry()) return pushImage(image);
  if (context === 'docker-desktop') return undefined;
  if (context === 'minikube') return must(show('minikube', ['image', 'load', image]), image);
  if (context.startsWith('kind'))
    return must(
      show('kind', ['load', 'docker-image', image, '--name', context.replace(/^kind-?/, '') || 'kind']),
      image,
    );
  if (context === 'local' && existsSync(localSocket)) {
    const load = `docker save ${image} | ctr -a ${localSocket} -n k8s.io images import -`;
    const { status, stderr } = attempt('sh', ['-c', load]);
    return must(status === 0, image, lastLine(stderr));
  }
  return fail(`The cluster "${context}" takes its images from a registry. Name it: REGISTRY=ghcr.io/me`);
}

function must(done, image, reason = 'the reason is above') {
  if (!done) fail(`${image} was not brought to the cluster: ${reason}.`);
}
