import { containerOf, deployments, ours, policies, selects, services, type NetworkPolicy } from './manifests';

type Arrow = `${string} -> ${string}:${number}`;
const pods = deployments.map((deployment) => ({
  app: deployment.metadata.name.replace(/-depl$/, ''),
  labels: deployment.spec.template.metadata.labels,
  ports: containerOf(deployment).ports.map(({ containerPort }) => containerPort),
}));

const appsOf = (selector: Record<string, string> = {}) =>
  pods.filter(({ labels }) => selects(selector, labels)).map(({ app }) => app);

function incoming({ spec }: NetworkPolicy): Arrow[] {
  const targets = appsOf(spec.podSelector.matchLabels);
  return (spec.ingress ?? []).flatMap(({ from, ports }) => {
    const sources = from ? from.flatMap((peer) => appsOf(peer.podSelector?.matchLabels)) : ['outside'];
    return sources.flatMap((source) =>
      targets.flatMap((target) => ports.map(({ port }): Arrow => `${source} -> ${target}:${port}`)),
    );
  });
}

function outgoing({ spec }: NetworkPolicy): Arrow[] {
  const sources = appsOf(spec.podSelector.matchLabels);
  return (spec.egress ?? []).flatMap(({ to = [], ports }) =>
    to.flatMap((peer) => {
      const targets =
        peer.namespaceSelector || peer.ipBlock ? ['dns'] : appsOf(peer.podSelector?.matchLabels);
      return targets.flatMap((target) =>
        sources.flatMap((source) => ports.map(({ port }): Arrow => `${source} -> ${target}:${port}`)),
      );
    }),
  );
}

const behindClient = ours.filter((app) => app !== 'client');

/** The arrows of the architecture between pods. */
const drawn: Arrow[] = [
  ...behindClient.map((app): Arrow => `client -> ${app}:3000`),
  // For its public keys.
  ...behindClient.filter((app) => app !== 'identity').map((app): Arrow => `${app} -> identity:3000`),
  ...behindClient.map((app): Arrow => `${app} -> mongodb:27017`),
  ...ours.map((app): Arrow => `${app} -> rabbitmq:5672`),
];
/** Identity is let in by every service, so by itself too; it does not use that. */
const toItself: Arrow = 'identity -> identity:3000';
const unique = (arrows: Arrow[]) => [...new Set(arrows)].sort();

test.each(pods)('traffic of $app is denied by default, in and out', ({ labels }) => {
  const both = policies.filter(
    ({ spec }) => selects(spec.podSelector.matchLabels, labels) && spec.policyTypes.length === 2,
  );
  expect(both).toHaveLength(1);
});

test('pods receive the drawn arrows, and what the exposing Services let in from outside', () => {
  const outside = services
    .filter(({ spec }) => spec.type !== 'ClusterIP')
    .flatMap(({ spec }) => appsOf(spec.selector).map((app): Arrow => `outside -> ${app}:3000`));
  expect(unique(policies.flatMap(incoming))).toEqual(unique([...drawn, ...outside, toItself]));
});

test('nobody reaches the metrics of a pod', () => {
  const served = pods.filter(({ ports }) => ports.includes(9464)).map(({ app }) => app);
  expect(served.sort()).toEqual(ours);
  expect(policies.flatMap(incoming).filter((arrow) => arrow.endsWith(':9464'))).toEqual([]);
});

test('pods send the drawn arrows, and ask the name server', () => {
  const dns = ours.flatMap((app): Arrow[] => [`${app} -> dns:53`, `${app} -> dns:5353`]);
  expect(unique(policies.flatMap(outgoing))).toEqual(unique([...drawn, ...dns]));
});

test.each(ours)(
  '%s may ask the name servers of the cluster, of the node (NodeLocal DNS) and of OpenShift',
  (app) => {
    const [policy] = policies.filter(({ metadata }) => metadata.name === `${app}-netpol`);
    const names = (policy?.spec.egress ?? []).filter(({ ports }) => [53, 5353].includes(ports[0]?.port ?? 0));
    const inNamespace = (name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
    });
    const both = (port: number) => ['UDP', 'TCP'].map((protocol) => ({ port, protocol }));
    expect(names).toEqual([
      { to: [inNamespace('kube-system'), { ipBlock: { cidr: '169.254.0.0/16' } }], ports: both(53) },
      { to: [inNamespace('openshift-dns')], ports: both(5353) },
    ]);
  },
);

test('what is let in from outside stands in the file that exposes it', () => {
  const open = policies.filter((policy) => incoming(policy).some((arrow) => arrow.startsWith('outside')));
  expect(open.map(({ file }) => file).sort()).toEqual(['client-srv.yaml', 'courses-srv.yaml']);
});

test('every arrow ends at a port that the target listens on', () => {
  const ports = Object.fromEntries(pods.map(({ app, ports }) => [app, ports]));
  for (const arrow of policies.flatMap(incoming)) {
    const [app = '', port] = (arrow.split(' -> ')[1] ?? '').split(':');
    expect(ports[app]).toContain(Number(port));
  }
});
