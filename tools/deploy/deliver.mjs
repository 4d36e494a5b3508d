// Loads an image into the cluster, or pushes it to REGISTRY.
import { existsSync } from 'node:fs';
import { pushImage, registry } from './images.mjs';
import { attempt, fail, lastLine, show } from './program.mjs';

export function deliver(image, context) {
  if (registry()) return pushImage(image);
  if (context === 'docker-desktop') return undefined;
  if (context === 'minikube') return must(show('minikube', ['image', 'load', image]), image);
  if (context.startsWith('kind'))
    return must(
      show('kind', ['load', 'docker-image', image, '--name', context.replace(/^kind-?/, '') || 'kind']),
      image,
    );
  // A cluster on this machine that has no tool to load images.
  const socket = process.env.CONTAINERD_SOCKET;
  if (context === 'local' && socket && existsSync(socket)) {
    const load = `docker save ${image} | ctr -a ${socket} -n k8s.io images import -`;
    const { status, stderr } = attempt('sh', ['-c', load]);
    return must(status === 0, image, lastLine(stderr));
  }
  return fail(`The cluster "${context}" pulls its images from a registry. Set it: REGISTRY=ghcr.io/me`);
}

function must(done, image, reason = 'see the output above') {
  if (!done) fail(`${image} could not be loaded into the cluster: ${reason}.`);
}
