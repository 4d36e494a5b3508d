// Loads an image into the cluster, or pushes it to REGISTRY.
import { pushImage, registry } from './images.mjs';
import { attempt, fail, lastLine, show } from './program.mjs';

// Of the cluster on this machine whose context is called local, and which has no tool that loads images.
const localSocket = process.env.CONTAINERD_SOCKET;

export function deliver(image, context) {
  if (registry()) return pushImage(image);
  if (context === 'docker-desktop') return undefined;
  if (context === 'minikube') return must(show('minikube', ['image', 'load', image]), image);
  if (context.startsWith('kind'))
    return must(
      show('kind', ['load', 'docker-image', image, '--name', context.replace(/^kind-?/, '') || 'kind']),
      image,
    );
  if (context === 'local' && localSocket) {
    const load = `docker save ${image} | ctr -a ${localSocket} -n k8s.io images import -`;
    const { status, stderr } = attempt('sh', ['-c', load]);
    return must(status === 0, image, lastLine(stderr));
  }
  return fail(`The cluster "${context}" pulls its images from a registry. Set it: REGISTRY=ghcr.io/me`);
}

function must(done, image, reason = 'see the output above') {
  if (!done) fail(`${image} could not be loaded into the cluster: ${reason}.`);
}
