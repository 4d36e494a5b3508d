import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { ofKind, renderChanged, switchOn, withKubectl } from './kustomize';
import {
  appOf,
  containerOf,
  ours,
  root,
  selects,
  type Deployment,
  type Manifest,
  type NetworkPolicy,
} from './manifests';

const everyApp = [...ours, 'added-later'].sort();

interface PodMonitor extends Manifest {
  spec: {
    selector: { matchLabels: Record<string, string> };
    jobLabel: string;
    podMetricsEndpoints: [{ port: string; relabelings: { targetLabel: string; replacement: string }[] }];
  };
}
interface RuleFile {
  groups: object[];
}
interface Prometheus {
  scrape_configs: { job_name: string; relabel_configs: object[] }[];
}

/** An overlay with a service `added-later` that was added since; its manifest is that of courses but for the name. */
const renderWithAddedService = (overlay: string, addComponent: (text: string) => string) =>
  renderChanged(overlay, (edit) => {
    const named = (text: string) => text.replace(/\bcourses(?!-system)\b/g, 'added-later');
    edit('infra/k8s/added-later-depl.yaml', named, 'infra/k8s/courses-depl.yaml');
    edit('infra/k8s/Kustomization', (text) => `${text}  - added-later-depl.yaml\n`);
    edit(`${overlay}/kustomization.yaml`, addComponent);
  });

const fromNamespace = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
const opens = (port: number, rules: { ports: { port: number }[] }[] = []) =>
  rules.filter((rule) => rule.ports.some((each) => each.port === port));

const selectedBy = ({ spec: { podSelector } }: NetworkPolicy, deployments: Deployment[]) =>
  deployments
    .filter(({ spec: { template } }) => {
      const { labels } = template.metadata;
      const excluded = podSelector.matchExpressions?.some(
        ({ key, operator, values }) => operator === 'NotIn' && values.includes(labels[key] ?? ''),
      );
      return selects(podSelector.matchLabels, labels) && !excluded;
    })
    .map(appOf)
    .sort();

const kindsOfOperator = ['PodMonitor', 'PrometheusRule'];

withKubectl.each([
  ['production', switchOn('observability'), kindsOfOperator],
  ['local', (text: string) => `${text}components: [../../components/observability/without-operator]\n`, []],
])('k8s/overlays/%s with observability', (name, addComponent, expectedKinds) => {
  const manifests = renderWithAddedService(`k8s/overlays/${name}`, addComponent);
  const deployments = ofKind<Deployment>(manifests, 'Deployment');
  const apps = deployments.filter((each) => everyApp.includes(appOf(each)));
  const policies = ofKind<NetworkPolicy>(manifests, 'NetworkPolicy');

  test('sends one trace in ten of every app to the collector, as the client decides, and of nothing else', () => {
    const settings = deployments
      .map((each) => [appOf(each), containerOf(each).env?.filter(({ name }) => name.startsWith('OTEL_'))])
      .filter(([, env]) => env?.length);
    const expected = [
      { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://otel-collector.monitoring:4318' },
      { name: 'OTEL_TRACES_SAMPLER', value: 'parentbased_traceidratio' },
      { name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.1' },
    ];
    expect(Object.fromEntries(settings)).toEqual(Object.fromEntries(everyApp.map((app) => [app, expected])));
  });

  test('tells a Prometheus without the operator where the metrics of every app are', () => {
    expect(apps.map(appOf).sort()).toEqual(everyApp);
    for (const { spec } of apps)
      expect(spec.template.metadata.annotations).toEqual({
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '9464',
        'prometheus.io/path': '/metrics',
      });
  });

  test('lets the monitoring namespace, and nobody else, reach the port of the metrics of every app', () => {
    const open = policies.filter(({ spec }) => opens(9464, spec.ingress).length > 0);
    expect(open.map((policy) => selectedBy(policy, deployments))).toEqual([everyApp]);
    for (const { spec } of open)
      expect(spec.ingress).toEqual([{ from: [fromNamespace], ports: [{ port: 9464, protocol: 'TCP' }] }]);
  });

  test('lets every app reach the collector', () => {
    const open = policies.filter(({ spec }) => opens(4318, spec.egress).length > 0);
    expect(open.map((policy) => selectedBy(policy, deployments))).toEqual([everyApp]);
    for (const { spec } of open)
      expect(spec.egress).toEqual([{ to: [fromNamespace], ports: [{ port: 4318, protocol: 'TCP' }] }]);
  });

  test('has objects of the Prometheus operator only where it is there', () => {
    const kinds = manifests.map(({ kind }) => kind).filter((kind) => kindsOfOperator.includes(kind));
    expect(kinds.sort()).toEqual(expectedKinds);
  });
});

withKubectl('the PodMonitor', () => {
  const manifests = renderWithAddedService(
    'k8s/overlays/local',
    (text) => `${text}components: [../../components/observability]\n`,
  );
  const [monitor] = ofKind<PodMonitor>(manifests, 'PodMonitor');

  test('selects the pods of every app, by the name of a port that only they have', () => {
    const scraped = ofKind<Deployment>(manifests, 'Deployment').filter(
      (each) =>
        selects(monitor?.spec.selector.matchLabels ?? {}, each.spec.template.metadata.labels) &&
        containerOf(each).ports.some(({ name }) => name === monitor?.spec.podMetricsEndpoints[0].port),
    );
    expect(scraped.map(appOf).sort()).toEqual(everyApp);
  });

  test('names the job after the app', () => {
    const labels = ofKind<Deployment>(manifests, 'Deployment').map(
      ({ spec }) => spec.template.metadata.labels,
    );
    expect(labels.map((each) => each[monitor?.spec.jobLabel ?? ''])).toEqual(
      expect.arrayContaining(everyApp),
    );
  });
});

describe('as Prometheus has it in infra/observability,', () => {
  const read = <T>(file: string) => parseYaml(readFileSync(join(root, file), 'utf8')) as T;
  const component = 'k8s/components/observability';
  const rules = 'infra/observability/rules';

  test('the PrometheusRule has the rules (npm run k8s:rules)', () => {
    const groups = readdirSync(join(root, rules))
      .sort()
      .flatMap((file) => read<RuleFile>(`${rules}/${file}`).groups);
    expect(groups.length).toBeGreaterThan(0);
    expect(read<{ spec: RuleFile }>(`${component}/prometheus-rule.yaml`).spec).toEqual({ groups });
  });

  test('the PodMonitor labels what it scrapes', () => {
    const [{ relabelings }] = read<PodMonitor>(`${component}/pod-monitor.yaml`).spec.podMetricsEndpoints;
    const added = relabelings.map(({ targetLabel, replacement }) => ({
      target_label: targetLabel,
      replacement,
    }));
    const { scrape_configs } = read<Prometheus>('infra/observability/prometheus.yaml');
    const [apps] = scrape_configs.filter(({ job_name }) => job_name === 'courses-system');
    expect(apps?.relabel_configs).toEqual(added);
  });
});
