import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { knownMetrics } from './known-metrics';
import { ours, root } from './manifests';
import { alerts, dashboards, panels, readYaml, rules, ruleTests, targets } from './observability-files';
import { readQuery } from './promql';

interface Tool {
  image: string;
  profiles: string[];
  read_only: boolean;
  mem_limit: string;
  ports: string[];
  volumes: string[];
}

const ofScrape = ['job', 'instance', 'system'];
const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
const alertNames = [...new Set(alerts.map(({ alert }) => alert as string))].sort();

function labelsOf(metric: string): string[] {
  if (metric === 'up') return ofScrape;
  if (metric === 'ALERTS') return ['alertstate', 'alertname', 'service', ...ofScrape];
  if (recorded.has(metric)) return ['slo', 'service'];
  const plain = metric.replace(/_(bucket|count|sum)$/, '');
  const labels = knownMetrics[metric] ?? knownMetrics[plain];
  if (!labels) throw new Error(`There is no metric ${metric}`);
  return ['service', ...ofScrape, ...labels, ...(metric.endsWith('_bucket') ? ['le'] : [])];
}

const runbooks = readdirSync(join(root, 'docs/runbooks')).map((page) => ({
  page,
  text: readFileSync(join(root, 'docs/runbooks', page), 'utf8'),
}));

const queries = [
  ...rules.map(({ alert, record, expr }) => ({ where: alert ?? `${record}`, expr })),
  ...panels.flatMap(({ dashboard, title, targets = [] }) =>
    targets.map(({ expr }) => ({ where: `${dashboard}: ${title}`, expr })),
  ),
  ...runbooks.flatMap(({ page, text }) =>
    [...text.matchAll(/promtool query instant "\$PROMETHEUS" '([^']+)'/g)].map(([, expr = '']) => ({
      where: page,
      expr,
    })),
  ),
];

test.each(queries)('$where names metrics and labels that exist', ({ expr }) => {
  const { selectors, grouping } = readQuery(expr);
  expect(selectors).not.toEqual([]);
  for (const { metric, labels } of selectors)
    expect(labelsOf(metric)).toEqual(expect.arrayContaining(labels));
  expect(selectors.flatMap(({ metric }) => labelsOf(metric))).toEqual(expect.arrayContaining(grouping));
});

test('a metric or label that does not exist is found', () => {
  const { selectors, grouping } = readQuery(
    'sum by (a, le) (rate(b_bucket{c="x{y}", d=~"z"}[5m])) > 0.9 * 2 and on (e) (f or vector(0))',
  );
  expect(selectors).toEqual([
    { metric: 'b_bucket', labels: ['c', 'd'] },
    { metric: 'f', labels: [] },
  ]);
  expect(grouping).toEqual(['a', 'le', 'e']);
  expect(() => labelsOf('b_bucket')).toThrow('There is no metric b_bucket');
});

test.each(alertNames)(
  '%s has a severity, a summary, a runbook, and tests in which it fires and does not',
  (name) => {
    for (const { alert, labels, annotations } of alerts.filter(({ alert }) => alert === name)) {
      expect(labels?.severity).toMatch(/^(page|ticket)$/);
      expect(annotations?.summary).toBeTruthy();
      expect(annotations?.runbook_url).toBe(`docs/runbooks/${alert}.md`);
    }
    expect(existsSync(join(root, `docs/runbooks/${name}.md`))).toBe(true);
    const tests = ruleTests
      .flatMap((each) => each.alert_rule_test)
      .filter(({ alertname }) => alertname === name);
    expect(tests.some(({ exp_alerts }) => exp_alerts.length > 0)).toBe(true);
    expect(tests.some(({ exp_alerts }) => exp_alerts.length === 0)).toBe(true);
  },
);

test('each runbook belongs to an alert, says what to do, and is in the table of docs/slos.md', () => {
  const slos = readFileSync(join(root, 'docs/slos.md'), 'utf8');
  const pages = runbooks.filter(({ page }) => page !== 'README.md');
  expect(pages.map(({ page }) => basename(page, '.md')).sort()).toEqual(alertNames);
  for (const { page, text } of pages) {
    expect(text).toMatch(/## Meaning[^]+## How to see it[^]+```sh[^]+## How to mend it/);
    expect(slos).toContain(`](runbooks/${page})`);
  }
});

test('each panel has a title of its own, a description or a unit that says enough, and a query', () => {
  for (const { uid, panels } of dashboards) {
    const titles = panels.map(({ title }) => title);
    expect([uid, titles]).toEqual([uid, [...new Set(titles)]]);
  }
  for (const { title, targets = [] } of panels) expect([title, targets.length > 0]).toEqual([title, true]);
});

test('a service that is not known yet is in the dashboards, since none names services', () => {
  for (const { templating } of dashboards.filter(({ uid }) => uid !== 'courses-business'))
    expect(templating.list).toMatchObject([
      { name: 'service', definition: expect.stringMatching(/^label_values\(/) },
    ]);
});

test('Prometheus scrapes each app', () => {
  expect(targets.map(({ labels }) => labels.job).sort()).toEqual([...ours].sort());
  for (const { targets: addresses, labels } of targets) expect(addresses).toEqual([`${labels.job}:9464`]);
});

describe('docker compose --profile observability', () => {
  const { services } = readYaml('compose.yaml') as { services: Record<string, Tool> };
  const tools = Object.entries(services);

  test.each(tools)('%s is pinned, read-only, limited and shown to this machine only', (_name, tool) => {
    expect(tool.image).toMatch(/:v?\d+\.\d+\.\d+$/);
    expect(tool.profiles).toEqual(['observability']);
    expect(tool.read_only).toBe(true);
    for (const port of tool.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    for (const volume of tool.volumes.filter((each) => each.startsWith('.')))
      expect(existsSync(join(root, 'infra/observability', volume.split(':')[0] as string))).toBe(true);
  });

  test('uses at most 1 GB of memory in all', () => {
    const limits = tools.map(([, { mem_limit }]) => Number(/^(\d+)M$/.exec(mem_limit)?.[1]));
    expect(limits.reduce((sum, limit) => sum + limit) * 2 ** 20).toBeLessThanOrEqual(1e9);
  });

  test('gets the spans of each app', () => {
    const env = readFileSync(join(root, 'docker/tracing.env'), 'utf8');
    expect(env).toContain('OTEL_EXPORTER_OTLP_ENDPOINT=http://jaeger:4318');
    expect(Object.keys(services)).toContain('jaeger');
  });
});
