import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { attempt, root, run } from '../support/run';
import { panelQueries } from './environment/queries';

jest.setTimeout(300_000);
const folder = join(root, 'infra/observability');
const filesIn = (name: string) => readdirSync(join(folder, name)).map((file) => join(folder, name, file));
const scratch = mkdtempSync(join(tmpdir(), 'observability-'));

function write(name: string, text: string): string {
  const file = join(scratch, name);
  writeFileSync(file, text);
  return file;
}

describe('promtool', () => {
  test('accepts the rules without a complaint', async () => {
    await run('promtool', 'check', 'rules', '--lint=all', '--lint-fatal', ...filesIn('rules'));
  });

  test('accepts the configuration of Prometheus with its targets', async () => {
    await run('promtool', 'check', 'config', '--lint=all', '--lint-fatal', join(folder, 'prometheus.yaml'));
  });

  test('sees each alert fire and not fire', async () => {
    await run('promtool', 'test', 'rules', ...filesIn('tests'));
  });

  test('fails when an alert fires later than its test says', async () => {
    const symptoms = readFileSync(join(folder, 'rules/symptoms.yaml'), 'utf8');
    const tests = readFileSync(join(folder, 'tests/symptoms.test.yaml'), 'utf8');
    write('symptoms.yaml', symptoms.replaceAll('for: 1m', 'for: 10m'));
    const changed = write('symptoms.test.yaml', tests.replace('../rules/', ''));
    const { status, output } = await attempt('promtool', ['test', 'rules', changed]);
    expect(status).toBe(1);
    expect(output).toContain('ScrapeTargetDown');
  });

  test('understands the query of each panel', async () => {
    const rules = panelQueries().map(({ query }, index) => ({ record: `panel:query:${index}`, expr: query }));
    const file = write('panels.yaml', JSON.stringify({ groups: [{ name: 'panels', rules }] }));
    await run('promtool', 'check', 'rules', '--lint=none', file);
  });
});

test('amtool accepts the configuration of Alertmanager, and routes pages and tickets', async () => {
  const file = join(folder, 'alertmanager.yaml');
  await run('amtool', 'check-config', file);
  for (const severity of ['page', 'ticket'])
    expect(
      await run('amtool', 'config', 'routes', 'test', `--config.file=${file}`, `severity=${severity}`),
    ).toBe(`${severity}s`);
});

const testJaeger = process.env.SHORT === 'on' ? test.skip : test; // the short form has no Jaeger
testJaeger('Jaeger accepts its configuration', async () => {
  await run('jaeger', 'validate', `--config=${join(folder, 'jaeger.yaml')}`);
});

describe('Grafana', () => {
  const program = join(scratch, 'check-dashboards');
  const check = (...files: string[]) => attempt(program, files);

  beforeAll(() => run('go', 'build', '-C', join(root, 'e2e/observability/dashboards'), '-o', program, '.'));

  test('knows each field of the dashboards', async () => {
    expect(await check(...filesIn('grafana/dashboards'))).toMatchObject({ status: 0, output: '' });
  });

  test('would not know a field that is misspelled', async () => {
    const [first = ''] = filesIn('grafana/dashboards');
    const file = write('misspelled.json', readFileSync(first, 'utf8').replace('"legendFormat"', '"legend"'));
    expect(await check(file)).toMatchObject({ status: 1, output: expect.stringContaining('legend') });
  });

  test('finds the data sources that the dashboards and links name', () => {
    const provisioned = parse(
      readFileSync(join(folder, 'grafana/provisioning/datasources/datasources.yaml'), 'utf8'),
    ) as { datasources: { uid: string }[] };
    const known = provisioned.datasources.map(({ uid }) => uid);
    const dashboards = filesIn('grafana/dashboards').map((file) => readFileSync(file, 'utf8'));
    const named = [
      ...`${dashboards.join()}${JSON.stringify(provisioned)}`.matchAll(/"datasourceUid": ?"(\w+)"/g),
    ];
    const used = dashboards.flatMap((text) => [
      ...text.matchAll(/"datasource": \{\s*"type": "\w+",\s*"uid": "(\w+)"/g),
    ]);
    for (const [, uid] of [...named, ...used]) expect(known).toContain(uid);
    expect(used.length).toBeGreaterThan(0);
  });
});
