import { get } from './cluster';

type Labels = Record<string, string>;
interface Selector {
  matchLabels?: Labels;
}
interface Peer {
  podSelector?: Selector;
  namespaceSelector?: Selector;
  ipBlock?: object;
}
interface Rule {
  ports?: { port: number; protocol?: string }[];
  from?: Peer[];
  to?: Peer[];
}
interface Policy {
  spec: { podSelector: Selector; policyTypes: string[]; ingress?: Rule[]; egress?: Rule[] };
}
interface Pod {
  metadata: { labels: Labels };
  status: { podIP?: string };
}
export interface Connection {
  from: Labels;
  to: Labels;
  port: number;
}

const selects = (selector: Selector | undefined, labels: Labels) =>
  Object.entries(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);

/** Whether the policies allow a connection, as an enforcing network plugin would decide. */
export function isAllowed(policies: Policy[], { from, to, port }: Connection): boolean {
  const passes = (self: Labels, other: Labels, way: 'Ingress' | 'Egress') => {
    const applying = policies.filter(
      ({ spec }) => spec.policyTypes.includes(way) && selects(spec.podSelector, self),
    );
    const rules = applying.flatMap(({ spec }) => (way === 'Ingress' ? spec.ingress : spec.egress) ?? []);
    return applying.length === 0 || rules.some((rule) => admits(rule, other, port));
  };
  return passes(from, to, 'Egress') && passes(to, from, 'Ingress');
}

function admits({ ports, from, to }: Rule, other: Labels, port: number): boolean {
  if (ports && !ports.some((each) => each.port === port && (each.protocol ?? 'TCP') === 'TCP')) return false;
  const peers = from ?? to;
  if (!peers) return true;
  return peers.some((peer) => !peer.namespaceSelector && !peer.ipBlock && selects(peer.podSelector, other));
}

export const policiesNow = async () => (await get<{ items: Policy[] }>('networkpolicies')).items;

/** The connections between pods in the output of `conntrack -L`, without those of the node, such as probes. */
export async function connectionsBetweenPods(table: string): Promise<Connection[]> {
  const { items } = await get<{ items: Pod[] }>('pods');
  const labels = new Map(items.map(({ metadata, status }) => [status.podIP ?? '', metadata.labels]));
  return table.split('\n').flatMap((line) => {
    // The original direction has the address of the Service, the reply direction that of the pod.
    const [source, target] = [...line.matchAll(/src=(\S+)/g)].map(([, address = '']) => labels.get(address));
    const port = [...line.matchAll(/sport=(\d+)/g)][1]?.[1];
    return line.startsWith('tcp') && source && target
      ? [{ from: source, to: target, port: Number(port) }]
      : [];
  });
}
