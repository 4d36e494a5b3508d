import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

export const root = join(__dirname, '../..');
const folder = join(root, 'infra/k8s');

type Labels = Record<string, string>;
interface Port {
  name: string;
  containerPort: number;
}
interface Probe {
  httpGet?: { path: string; port: string };
  tcpSocket?: { port: string };
  periodSeconds: number;
  timeoutSeconds: number;
  failureThreshold: number;
}
export interface EnvVariable {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
}
export interface Container {
  name: string;
  image: string;
  imagePullPolicy: string;
  ports: Port[];
  env?: EnvVariable[];
  startupProbe: Probe;
  readinessProbe: Probe;
  livenessProbe: Probe;
  lifecycle?: { preStop: { sleep: { seconds: number } } };
  resources: { requests: Labels; limits: Labels };
  securityContext: object;
  volumeMounts?: { name: string; mountPath: string }[];
}
export interface Manifest {
  file: string;
  kind: string;
  metadata: { name: string; labels: Labels };
}
export interface Deployment extends Manifest {
  spec: {
    replicas: number;
    selector: { matchLabels: Labels };
    strategy: { type?: string; rollingUpdate?: { maxUnavailable: number; maxSurge: number } };
    template: {
      metadata: { labels: Labels; annotations?: Labels };
      spec: {
        hostname?: string;
        serviceAccountName: string;
        automountServiceAccountToken: boolean;
        terminationGracePeriodSeconds: number;
        securityContext: object;
        containers: Container[];
        volumes?: {
          name: string;
          persistentVolumeClaim?: { claimName: string };
          configMap?: { name: string };
          secret?: { secretName: string };
        }[];
      };
    };
  };
}
export interface Service extends Manifest {
  spec: {
    type: string;
    selector: Labels;
    ports: { port: number; targetPort: string; nodePort?: number }[];
  };
}
export interface Secret extends Manifest {
  stringData: Record<string, string>;
}
export interface ConfigMap extends Manifest {
  data: Record<string, string>;
}
interface Peer {
  podSelector?: { matchLabels: Labels };
  namespaceSelector?: { matchLabels: Labels };
  ipBlock?: { cidr: string };
}
export interface NetworkPolicy extends Manifest {
  spec: {
    podSelector: {
      matchLabels: Labels;
      matchExpressions?: { key: string; operator: string; values: string[] }[];
    };
    policyTypes: string[];
    ingress?: { from?: Peer[]; ports: { port: number }[] }[];
    egress?: { to?: Peer[]; ports: { port: number }[] }[];
  };
}
export interface DisruptionBudget extends Manifest {
  spec: { maxUnavailable: number; unhealthyPodEvictionPolicy: string; selector: { matchLabels: Labels } };
}

export interface ServiceAccount extends Manifest {
  automountServiceAccountToken: boolean;
}
export interface Autoscaler extends Manifest {
  spec: {
    scaleTargetRef: { kind: string; name: string };
    minReplicas: number;
    maxReplicas: number;
    metrics: { resource: { target: { averageValue: string } } }[];
  };
}

export const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
export const otherFiles = readdirSync(folder).filter((file) => !file.endsWith('.yaml'));
export const parse = (file: string, text: string) =>
  parseAllDocuments(text).map((document) => ({ file, ...document.toJS({ maxAliasCount: 0 }) }) as Manifest);
export const manifests = files.flatMap((file) => parse(file, readFileSync(join(folder, file), 'utf8')));

const ofKind = <T extends Manifest>(kind: string) =>
  manifests.filter((manifest): manifest is T => manifest.kind === kind);
export const deployments = ofKind<Deployment>('Deployment');
export const services = ofKind<Service>('Service');
export const secrets = ofKind<Secret>('Secret');
export const policies = ofKind<NetworkPolicy>('NetworkPolicy');
export const configMaps = ofKind<ConfigMap>('ConfigMap');
export const accounts = ofKind<ServiceAccount>('ServiceAccount');
export const autoscalers = ofKind<Autoscaler>('HorizontalPodAutoscaler');
export const budgets = ofKind<DisruptionBudget>('PodDisruptionBudget');

/** The programs of this repository; the others come from image registries. */
export const ours = readdirSync(join(root, 'apps')).filter((app) =>
  existsSync(join(root, 'apps', app, 'Dockerfile')),
);

export function named<T extends Manifest>(list: T[], name: string): T {
  const found = list.find((manifest) => manifest.metadata.name === name);
  if (!found) throw new Error(`no ${name} among ${list.map((each) => each.metadata.name).join(', ')}`);
  return found;
}

export const appOf = (deployment: Deployment) => deployment.metadata.name.replace(/-depl$/, '');

export function containerOf(deployment: Deployment): Container {
  const [container, ...others] = deployment.spec.template.spec.containers;
  if (!container || others.length > 0) throw new Error(`${deployment.metadata.name}: not one container`);
  return container;
}

export const selects = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

/** What `SERVICE_URL` stands for, in the cluster, in compose and in the image: the URL of each service behind the client. */
export const serviceUrls = (template: string) =>
  ours.filter((app) => app !== 'client').map((app) => template.replace('{service}', app));

/** What the container's environment will be, with the values of the Secrets. */
export function environmentOf(container: Container): Record<string, string | undefined> {
  return Object.fromEntries(
    (container.env ?? []).map(({ name, value, valueFrom }) => {
      const ref = valueFrom?.secretKeyRef;
      return [name, ref ? named(secrets, ref.name).stringData[ref.key] : value];
    }),
  );
}
