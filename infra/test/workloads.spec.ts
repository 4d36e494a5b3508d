import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { parse } from 'yaml';
import {
  accounts,
  appOf,
  autoscalers,
  budgets,
  containerOf,
  deployments,
  environmentOf,
  files,
  manifests,
  named,
  otherFiles,
  ours,
  root,
  selects,
  type Deployment,
} from './manifests';

interface HttpKit {
  createHttpApp(options: object): Express;
  createLogger(name: string, level: string): object;
  createMetrics(name: string): object;
}
const load = <T extends object>(path: string) => jest.requireActual<T>(join(root, path));

const everyDeployment = deployments.map((deployment) => [appOf(deployment), deployment] as const);
const ourDeployments = everyDeployment.filter(([app]) => ours.includes(app));
const podOf = (deployment: Deployment) => deployment.spec.template.spec;

test('the folder is flat: a Deployment each, the Services that expose, the users, and a list for kustomize that kubectl -f skips', () => {
  const deployed = [...ours, 'mongodb', 'rabbitmq'].map((app) => `${app}-depl.yaml`);
  const others = ['backing-services-users.yaml', 'client-srv.yaml', 'courses-srv.yaml'];
  expect(files).toEqual([...deployed, ...others].sort());
  expect(otherFiles).toEqual(['Kustomization']);
  const listed = parse(readFileSync(join(root, 'infra/k8s/Kustomization'), 'utf8')) as {
    resources: string[];
  };
  expect(listed.resources.sort()).toEqual(files);
});

test('no two objects of a kind bear the same name, and each says which app and system it belongs to', () => {
  const names = manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  expect(names).toEqual([...new Set(names)]);
  for (const { file, metadata } of manifests) {
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'courses-system' });
    expect(file).toMatch(new RegExp(`^${metadata.labels.app}-(depl|srv|users)\\.yaml$`));
  }
});

describe.each(everyDeployment)('the Deployment of %s', (app, deployment) => {
  const container = containerOf(deployment);
  const pod = podOf(deployment);

  test('is named after its file and selects its own pods', () => {
    expect(deployment.file).toBe(`${deployment.metadata.name}.yaml`);
    expect(selects(deployment.spec.selector.matchLabels, deployment.spec.template.metadata.labels)).toBe(
      true,
    );
  });

  test('meets the restricted Pod Security Standard, with a read-only root file system', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: ours.includes(app) ? 65_532 : 999,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('has an account of its own, without a token for the cluster', () => {
    expect(pod).toMatchObject({
      serviceAccountName: `${app}-sa`,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
    expect(named(accounts, `${app}-sa`).automountServiceAccountToken).toBe(false);
  });

  test('asks for and limits processor and memory', () => {
    for (const amounts of [container.resources.requests, container.resources.limits])
      expect(Object.keys(amounts).sort()).toEqual(['cpu', 'memory']);
  });

  test('has startup, readiness and liveness probes on a port that it names', () => {
    const ports = container.ports.map(({ name }) => name);
    for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe])
      expect(ports).toContain((probe.httpGet ?? probe.tcpSocket)?.port);
  });

  test('pins its image and takes it from the node where it is there', () => {
    expect(container.image).toMatch(/^[a-z-]+:[\w.-]+$/);
    expect(container.imagePullPolicy).toBe('IfNotPresent');
  });

  test('mounts volumes that exist, each backed by a claim or ConfigMap of the folder', () => {
    const volumes = pod.volumes ?? [];
    for (const mount of container.volumeMounts ?? [])
      expect(volumes.map(({ name }) => name)).toContain(mount.name);
    for (const { persistentVolumeClaim, configMap, secret } of volumes) {
      if (persistentVolumeClaim) named(manifests, persistentVolumeClaim.claimName);
      if (configMap) named(manifests, configMap.name);
      if (secret) named(manifests, secret.secretName);
    }
  });

  test('comes after what it needs, so that its pods never wait for something that does not exist yet', () => {
    const kinds = manifests.filter(({ file }) => file === deployment.file).map(({ kind }) => kind);
    const needed = ['Secret', 'ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount'];
    expect(kinds.slice(kinds.indexOf('Deployment')).filter((kind) => needed.includes(kind))).toEqual([]);
  });

  test('takes every variable from a value or a Secret that exists', () => {
    for (const [name, value] of Object.entries(environmentOf(container)))
      expect([name, typeof value]).toEqual([name, 'string']);
  });
});

describe.each(ourDeployments)('the Deployment of %s, which is ours', (app, deployment) => {
  const container = containerOf(deployment);
  type ReadConfig = (env: object) => { PORT: number; METRICS_PORT: number };
  const { readConfig } = load<{ readConfig: ReadConfig }>(`apps/${app}/src/config.ts`);

  test('sets exactly variables that config.ts reads, and config.ts accepts them', () => {
    const environment = environmentOf(container);
    expect(Object.keys(readConfig(environment))).toEqual(expect.arrayContaining(Object.keys(environment)));
  });

  test('declares the port of its API and the port of its metrics', () => {
    const { PORT, METRICS_PORT } = readConfig(environmentOf(container));
    expect(container.ports).toEqual([
      { name: 'http', containerPort: PORT },
      { name: 'metrics', containerPort: METRICS_PORT },
    ]);
  });

  test('probes paths that http-kit answers; liveness asks no dependency', async () => {
    const { createHttpApp, createLogger, createMetrics } = load<HttpKit>('libs/http-kit/src/index.ts');
    const http = createHttpApp({
      logger: createLogger(app, 'silent'),
      metrics: createMetrics(app),
      dependencies: { away: { state: () => 'away', needed: 'always' } },
      mount: [],
    });
    const status = async (path = '') => (await request(http).get(path)).status;
    expect(await status(container.startupProbe.httpGet?.path)).toBe(200);
    expect(await status(container.livenessProbe.httpGet?.path)).toBe(200);
    // The port of the client is public, so it has no readiness of its own.
    expect(await status(container.readinessProbe.httpGet?.path)).toBe(app === 'client' ? 200 : 503);
  });

  test('leaves its Services within 10 s of not being ready', () => {
    const { periodSeconds, timeoutSeconds, failureThreshold } = container.readinessProbe;
    expect(periodSeconds * failureThreshold + timeoutSeconds).toBeLessThanOrEqual(10);
  });

  test('rolls out without taking a pod away first, with a pause before SIGTERM and time to drain after it', () => {
    // Without the type, kubectl says "configured" at each apply.
    expect(deployment.spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
    const pause = container.lifecycle?.preStop.sleep.seconds ?? 0;
    expect(pause).toBeGreaterThanOrEqual(5);
    // A process ends by itself after this time, whatever hangs.
    const longestStop = 24;
    expect(podOf(deployment).terminationGracePeriodSeconds).toBeGreaterThan(pause + longestStop);
  });

  test('has replicas, and a budget that lets one go at a time', () => {
    expect(deployment.spec.replicas).toBeGreaterThan(1);
    const budget = named(budgets, `${app}-pdb`);
    expect(budget.spec).toEqual({
      maxUnavailable: 1,
      // Otherwise pods that never become ready would keep a node from being drained.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: deployment.spec.selector,
    });
  });

  test('grows with the processor time that it uses, from the replicas of its Deployment', () => {
    const { spec } = named(autoscalers, `${app}-hpa`);
    expect(spec.scaleTargetRef).toMatchObject({ kind: 'Deployment', name: deployment.metadata.name });
    expect(spec.minReplicas).toBe(deployment.spec.replicas);
    expect(spec.maxReplicas).toBeGreaterThan(spec.minReplicas);
    const target = Number.parseInt(spec.metrics[0]?.resource.target.averageValue ?? '', 10);
    expect(target).toBeLessThan(1_000 * Number(container.resources.limits.cpu));
  });
});

describe.each(everyDeployment.filter(([app]) => !ours.includes(app)))(
  'the Deployment of %s, which has a volume',
  (_app, deployment) => {
    test('lets the old pod leave the volume before the next one takes it', () => {
      expect(deployment.spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    });
  },
);

test('RabbitMQ keeps its host name, under which its data lies, from pod to pod', () => {
  expect(podOf(named(deployments, 'rabbitmq-depl')).hostname).toBe('rabbitmq');
});
