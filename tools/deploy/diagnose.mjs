// Why pods do not become ready: events, logs and states of their containers.

const lines = 15;

/** Prints the problems of the app's pods and returns a short reason. */
export function diagnose(cluster, app) {
  const { items } = JSON.parse(
    cluster.kubectl(['get', 'pods', '-l', `app=${app}`, '-o', 'json']).stdout || '{"items":[]}',
  );
  const unready = items.filter((pod) => !pod.metadata.deletionTimestamp && !isReady(pod));
  const reasons = unready.map((pod) => describe(cluster, pod));
  return (
    reasons.find(Boolean) ??
    (unready.length === 0 ? 'all of its pods are ready' : 'its pods did not become ready in time')
  );
}

const isReady = ({ status }) =>
  status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True');

function describe(cluster, { metadata: { name }, status }) {
  console.error(`\n${name}:`);
  const events = cluster.kubectl([
    'get',
    'events',
    '--field-selector',
    `involvedObject.name=${name}`,
    '-o',
    'json',
  ]).stdout;
  const { items } = JSON.parse(events || '{"items":[]}');
  for (const { type, reason, message } of items.filter((event) => event.type === 'Warning').slice(-3))
    console.error(`  ${type}: ${reason}: ${message}`);
  const [container] = status.containerStatuses ?? [];
  if (container?.restartCount > 0 || container?.state.running)
    printLog(cluster, name, container.restartCount > 0);
  return reasonOf(status, container);
}

function printLog(cluster, pod, previous) {
  const log = (...more) => cluster.kubectl(['logs', pod, `--tail=${lines}`, ...more]).stdout;
  const text = (previous && log('--previous')) || log();
  if (text) console.error(`  last lines of its log:\n${text.replace(/^/gm, '    ')}`);
}

function reasonOf(status, container) {
  const unscheduled = status.conditions?.find(
    ({ type, status: value }) => type === 'PodScheduled' && value === 'False',
  );
  if (unscheduled) return `a pod cannot be scheduled (${unscheduled.message})`;
  const { waiting, terminated } = container?.state ?? {};
  if (/ImagePull|ErrImage|InvalidImageName/.test(waiting?.reason ?? ''))
    return `the image ${container.image} cannot be pulled (${waiting.reason})`;
  if (waiting?.reason === 'CreateContainerConfigError')
    return `its configuration is incomplete (${waiting.message})`;
  const end = terminated ?? container?.lastState?.terminated;
  if (end)
    return `its container exits right after the start (exit code ${end.exitCode}${end.reason === 'OOMKilled' ? ', out of memory' : ''})`;
  return container?.state.running && 'its container runs but does not become ready';
}
