// `npm run k8s:up`, `k8s:status`, `k8s:down`: everything in infra/k8s (or an overlay), on the cluster of kubectl.
import { useContext } from './context.mjs';
import { deliver } from './deliver.mjs';
import { diagnose } from './diagnose.mjs';
import { apps, buildImage, hasImage, imageName } from './images.mjs';
import { everything, withoutData } from './manifests.mjs';
import { fail, lastLine, main, readArguments } from './program.mjs';
import { applyAndRestart } from './secrets.mjs';

const usage = `usage: [REGISTRY=ghcr.io/me] npm run k8s:up|k8s:status|k8s:down -- [options]
  --context=<name>  the context of the cluster (kubectl's current one)
  --overlay=<name>  k8s/overlays/<name> instead of infra/k8s alone
  --timeout=<time>  up: how long to wait (300s)
  --keep-data       down: leave the volumes of MongoDB and RabbitMQ`;

const options = {
  context: { type: 'string' },
  overlay: { type: 'string' },
  timeout: { type: 'string', default: '300s' },
  'keep-data': { type: 'boolean' },
};
const ours = 'app.kubernetes.io/part-of=courses-system';
const commands = { up, status, down };

await main(async () => {
  const { positionals, values } = readArguments(usage, options, 1);
  const command = commands[positionals[0]] ?? fail(usage);
  await command(await useContext(values.context), values);
});

function up(cluster, { overlay, timeout }) {
  const manifests = everything(overlay);
  for (const app of apps) {
    if (!hasImage(imageName(app))) buildImage(app, 'latest');
    deliver(imageName(app), cluster.name);
  }
  const { status: applied, stdout, stderr } = applyAndRestart(cluster, manifests);
  console.log(stdout);
  if (applied !== 0) fail(`The cluster rejected a manifest: ${lastLine(stderr)}`);
  const waited = cluster.kubectl([
    'wait',
    '--for=condition=Available',
    'deployment',
    '-l',
    ours,
    `--timeout=${timeout}`,
  ]);
  const missing = status(cluster);
  if (waited.status === 0) return;
  const reasons = missing.map((app) => `${app}: ${diagnose(cluster, app)}`);
  fail(
    `\nNot everything is running. ${reasons.join('; ')}. Fix it and try again; npm run k8s:down removes everything.`,
  );
}

/** Prints the Deployments and URLs; returns the apps that are not available. */
function status(cluster) {
  const { items } = JSON.parse(cluster.kubectl(['get', 'deployments', '-l', ours, '-o', 'json']).stdout);
  if (items.length === 0) fail('The courses system is not deployed there. Deploy it: npm run k8s:up');
  const missing = [];
  for (const { metadata, spec, status: state } of items) {
    const ready = state.readyReplicas ?? 0;
    if (ready < spec.replicas) missing.push(metadata.labels.app);
    const { image } = spec.template.spec.containers[0];
    console.log(
      `${ready < spec.replicas ? '✗' : '✓'} ${metadata.name.padEnd(18)} ${ready}/${spec.replicas} ready  ${image}`,
    );
  }
  printAddresses(cluster);
  if (missing.length > 0) process.exitCode = 1;
  return missing;
}

function printAddresses(cluster) {
  const { items } = JSON.parse(cluster.kubectl(['get', 'services', '-l', ours, '-o', 'json']).stdout);
  for (const { metadata, spec, status: state } of items.filter(
    (service) => service.spec.type !== 'ClusterIP',
  )) {
    const [port] = spec.ports;
    const balancer = state.loadBalancer?.ingress?.[0];
    const address = balancer
      ? `${balancer.ip ?? balancer.hostname}:${port.port}`
      : `<a node>:${port.nodePort}`;
    console.log(`  ${metadata.name.padEnd(18)} http://${address}`);
  }
}

function down(cluster, { overlay, 'keep-data': keepData }) {
  const manifests = everything(overlay);
  const args = ['delete', '--ignore-not-found', '--wait=true', '--timeout=120s', '-f', '-'];
  const {
    status: deleted,
    stdout,
    stderr,
  } = cluster.kubectl(args, keepData ? withoutData(manifests) : manifests);
  if (stdout) console.log(stdout);
  if (deleted !== 0) fail(`Not everything was deleted: ${lastLine(stderr)}`);
  console.log(
    keepData
      ? 'Everything but the data is deleted; npm run k8s:up uses the data again.'
      : 'Everything is deleted, including the data.',
  );
}
