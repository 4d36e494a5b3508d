import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { ofKind, render, renderChanged, switchOn, withKubectl } from './kustomize';
import {
  containerOf,
  ours,
  root,
  type Autoscaler,
  type Deployment,
  type Manifest,
  type Service,
} from './manifests';

const names = (manifests: Manifest[]) => manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);

withKubectl('k8s/overlays/local', () => {
  const base = render('infra/k8s');
  const local = render('k8s/overlays/local');

  test('is what kubectl apply -f infra/k8s applies, with one pod each', () => {
    expect(names(local)).toEqual(names(base));
    for (const { spec } of ofKind<Deployment>(local, 'Deployment')) expect(spec.replicas).toBe(1);
    for (const { spec } of ofKind<Autoscaler>(local, 'HorizontalPodAutoscaler'))
      expect(spec.minReplicas).toBe(1);
  });

  test('shows the page on a port of the node', () => {
    const shown = ofKind<Service>(local, 'Service').find(({ metadata }) => metadata.name === 'client-srv');
    expect(shown?.spec).toMatchObject({ type: 'NodePort', ports: [{ nodePort: 30_141 }] });
  });
});

withKubectl('k8s/overlays/production', () => {
  const production = render('k8s/overlays/production');
  const deployments = ofKind<Deployment>(production, 'Deployment');

  test('runs our services with images of a registry and a fixed tag, as many as their autoscalers want', () => {
    expect(deployments.map(({ metadata }) => metadata.name).sort()).toEqual(ours.map((app) => `${app}-depl`));
    for (const deployment of deployments) {
      expect(containerOf(deployment).image).toMatch(
        /^registry\.example\.com\/courses\/[a-z-]+:\d+\.\d+\.\d+$/,
      );
      expect(deployment.spec).not.toHaveProperty('replicas');
    }
    const scaled = ofKind<Autoscaler>(production, 'HorizontalPodAutoscaler');
    expect(scaled.map(({ spec }) => spec.scaleTargetRef.name).sort()).toEqual(
      ours.map((app) => `${app}-depl`),
    );
  });

  test('holds no Secret, and nothing of the single MongoDB and RabbitMQ', () => {
    const left = names(production).filter((name) =>
      /^(Secret|PersistentVolumeClaim|ConfigMap)\/|-dev-only/.test(name),
    );
    expect(left).toEqual([]);
    expect(JSON.stringify(production)).not.toContain('dev-only');
  });

  test('is shown to the outside by the Ingress alone', () => {
    for (const { spec } of ofKind<Service>(production, 'Service')) expect(spec.type).toBe('ClusterIP');
    expect(names(production)).toContain('Ingress/client-ingress');
  });

  test('has a README that names every Secret it uses', () => {
    const readme = readFileSync(join(root, 'k8s/overlays/production/README.md'), 'utf8');
    const used = [
      ...JSON.stringify(production).matchAll(
        /"(?:secretName|secretKeyRef|name)":(?:\{"key":"\w+","name":)?"([a-z-]+-(?:secret|tls|ca))"/g,
      ),
    ];
    expect(used.length).toBeGreaterThan(0);
    for (const [, name = ''] of used.filter(([, each]) => each !== 'client-tls'))
      expect(readme).toContain(
        /^(identity|client)-secret$/.test(name)
          ? name
          : name.replace(new RegExp(`^(${ours.join('|')})-secret$`), '<service>-secret'),
      );
  });
});

withKubectl('k8s/overlays/production with autoscaling by queue depth', () => {
  const production = renderChanged('k8s/overlays/production', (edit) =>
    edit('k8s/overlays/production/kustomization.yaml', switchOn('queue-depth-autoscaling')),
  );
  const specOf = (kind: string, name: string) =>
    production.find((each) => each.kind === kind && each.metadata.name === name) as
      (Manifest & { spec: object }) | undefined;

  test('scales enrollments by KEDA alone, between the numbers of the other autoscalers', () => {
    const scaled = ofKind<Autoscaler>(production, 'HorizontalPodAutoscaler');
    expect(scaled.map(({ metadata }) => metadata.name)).not.toContain('enrollments-hpa');
    const others = scaled[0]?.spec;
    expect(specOf('ScaledObject', 'enrollments-queue')?.spec).toMatchObject({
      minReplicaCount: others?.minReplicas,
      maxReplicaCount: others?.maxReplicas,
      pollingInterval: 10,
    });
  });

  test('lets KEDA reach the pods of the operator on the port with TLS', () => {
    expect(specOf('NetworkPolicy', 'rabbitmq-keda-netpol')?.spec).toMatchObject({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'rabbitmq' } },
      ingress: [{ ports: [{ port: 5671, protocol: 'TCP' }] }],
    });
    expect(JSON.stringify(specOf('NetworkPolicy', 'rabbitmq-keda-netpol')?.spec)).not.toContain(
      '"app":"rabbitmq"',
    );
  });

  test('tells KEDA whose certificates to trust, and takes its URL from a Secret that the README names', () => {
    expect(specOf('TriggerAuthentication', 'enrollments-queue')?.spec).toEqual({
      secretTargetRef: [
        { parameter: 'host', name: 'enrollments-queue-secret', key: 'host' },
        { parameter: 'tls', name: 'enrollments-queue-secret', key: 'tls' },
        { parameter: 'ca', name: 'backing-services-ca', key: 'ca.crt' },
      ],
    });
    expect(JSON.stringify(production)).not.toContain('dev-only');
    const readme = readFileSync(join(root, 'k8s/overlays/production/README.md'), 'utf8');
    expect(readme).toContain('enrollments-queue-secret');
  });
});

test('the operators run the versions that development runs', () => {
  const versions = (file: string, pattern: RegExp) =>
    pattern.exec(readFileSync(join(root, file), 'utf8'))?.[1];
  const mongodb = versions('infra/k8s/mongodb-depl.yaml', /image: mongo:(\S+)/);
  const rabbitmq = versions('infra/k8s/rabbitmq-depl.yaml', /image: rabbitmq:(\S+)/);
  for (const version of [mongodb, rabbitmq]) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(versions('k8s/overlays/production/mongodb.yaml', /^ {2}version: (\S+)/m)).toBe(mongodb);
  expect(versions('k8s/overlays/production/rabbitmq.yaml', /image: rabbitmq:(\S+)/)).toBe(rabbitmq);
});

test('pods by the length of a queue: of a queue that enrollments reads', () => {
  const file = 'k8s/components/queue-depth-autoscaling/enrollments-scaled-object.yaml';
  const [, queue = ''] = /queueName: (\S+)/.exec(readFileSync(join(root, file), 'utf8')) ?? [];
  const source = spawnSync(
    'grep',
    ['-rhoE', '--include=*.ts', `'${queue.replace('.', '\\.')}'`, 'apps/enrollments/src'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect(source.stdout).toContain(queue);
});

test('skaffold builds every image and applies the same manifests', () => {
  interface Skaffold {
    build: { artifacts: { image: string; docker: { dockerfile: string } }[] };
    manifests: { rawYaml: string[] };
  }
  const { build, manifests } = parseYaml(readFileSync(join(root, 'skaffold.yaml'), 'utf8')) as Skaffold;
  expect(build.artifacts).toHaveLength(ours.length);
  expect(build.artifacts).toEqual(
    expect.arrayContaining(
      ours.map((app) => ({ image: app, docker: { dockerfile: `apps/${app}/Dockerfile` } })),
    ),
  );
  expect(manifests.rawYaml).toEqual(['infra/k8s/*.yaml']);
});
