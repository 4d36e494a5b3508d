// A changed Secret replaces the pods that read it: a process reads its environment at its start only.
import { createHash } from 'node:crypto';
import { fail, lastLine } from './program.mjs';

const annotation = 'checksum/secrets';
const selector = 'app.kubernetes.io/part-of=courses-system';
const list = (cluster, kind, selected) =>
  JSON.parse(cluster.kubectl(['get', kind, ...selected, '-o', 'json']).stdout || '{"items":[]}').items;

/** Applies `manifests`, and restarts the Deployments of `selected` labels whose Secrets are others than at their last start. */
export function applyAndRestart(cluster, manifests, selected = selector) {
  const before = new Map(
    deployments(cluster, selected).map(({ name, noted, actual }) => [name, noted ?? actual]),
  );
  const applied = cluster.kubectl(['apply', '-f', '-'], manifests);
  if (applied.status !== 0) return applied;
  for (const { name, noted, actual } of deployments(cluster, selected)) {
    if (actual !== (before.get(name) ?? actual))
      must(cluster.kubectl(['rollout', 'restart', `deployment/${name}`]), name);
    // On the Deployment and not on its pods, and unknown to `kubectl apply`: noting it replaces no pod.
    if (actual !== noted)
      must(
        cluster.kubectl(['annotate', '--overwrite', `deployment/${name}`, `${annotation}=${actual}`]),
        name,
      );
  }
  return applied;
}

function must({ status, stderr }, name) {
  if (status !== 0) fail(`${name} cannot be changed: ${lastLine(stderr)}`);
}

function deployments(cluster, selected) {
  const found = list(cluster, 'deployments', ['-l', selected]);
  if (found.length === 0) return [];
  const secrets = new Map(list(cluster, 'secrets', []).map(({ metadata, data }) => [metadata.name, data]));
  return found.map(({ metadata, spec }) => ({
    name: metadata.name,
    noted: metadata.annotations?.[annotation],
    actual: checksum(secretsOf(spec.template.spec).map((name) => [name, secrets.get(name)])),
  }));
}

function secretsOf({ containers, volumes = [] }) {
  const read = containers.flatMap(({ env = [] }) =>
    env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
  );
  const mounted = volumes.map(({ secret }) => secret?.secretName);
  return [...new Set([...read, ...mounted])].filter(Boolean).sort();
}

const checksum = (secrets) =>
  createHash('sha256')
    .update(JSON.stringify(secrets.map(([name, data = {}]) => [name, Object.entries(data).sort()])))
    .digest('hex')
    .slice(0, 16);
