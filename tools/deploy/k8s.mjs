// `npm run k8s:up`, `k8s:status`, `k8s:down`: everything in infra/k8s (or an overlay), on the cluster of kubectl.
import { explain } from './causes.mjs';
import { useContext } from './context.mjs';
import { deliver } from './deliver.mjs';
import { apps, buildImage, hasImage, imageName } from './images.mjs';
import { everything, withoutData } from './manifests.mjs';
import { fail, lastLine, main, readArguments } from './program.mjs';

const usage = `usage: [REGISTRY=ghcr.io/me] npm run k8s:up|k8s:status|k8s:down -- [options]
  --context=<name>  the cluster, when it is not kubectl's current one
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
  const { status: applied, stdout, stderr } = cluster.ask(['apply', '-f', '-'], manifests);
  console.log(stdout);
  if (applied !== 0) fail(`The cluster refuses a manifest: ${lastLine(stderr)}`);
  const waited = cluster.ask([
    'wait',
    '--for=condition=Available',
    'deployment',
    '-l',
    ours,
    `--timeout=${timeout}`,
  ]);
  const missing = status(cluster);
  if (waited.status === 0) return;
  const reasons = missing.map((app) => `${app}: ${explain(cluster, app)}`);
  fail(
    `\nNot everything runs. ${reasons.join('; ')}. Mend it, then run this again; npm run k8s:down takes all away.`,
  );
}

/** Prints the Deployments and addresses; answers the apps that are not available. */
function status(cluster) {
  const { items } = JSON.parse(cluster.ask(['get', 'deployments', '-l', ours, '-o', 'json']).stdout);
  if (items.length === 0) fail('Nothing of the courses system runs there. Start it: npm run k8s:up');
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
  const { items } = JSON.parse(cluster.ask(['get', 'services', '-l', ours, '-o', 'json']).stdout);
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
  } = cluster.ask(args, keepData ? withoutData(manifests) : manifests);
  if (stdout) console.log(stdout);
  if (deleted !== 0) fail(`Not everything went: ${lastLine(stderr)}`);
  console.log(keepData ? 'All gone but the data; npm run k8s:up finds it again.' : 'All gone, the data too.');
}
