import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './manifests';

export interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}
interface Target {
  expr: string;
}
interface Panel {
  title: string;
  type: string;
  description?: string;
  targets?: Target[];
}
export interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
  templating: { list: { name: string; definition: string }[] };
}
interface RuleTest {
  alert_rule_test: { alertname: string; exp_alerts: object[] }[];
}

const folder = join(root, 'infra/observability');

function filesIn<File>(path: string): File[] {
  const names = readdirSync(join(folder, path)).sort();
  return names.map((name) => parse(readFileSync(join(folder, path, name), 'utf8')) as File);
}

export const readYaml = (path: string): unknown =>
  parse(readFileSync(join(folder, path), 'utf8'), { merge: true });

export const rules = filesIn<{ groups: { rules: Rule[] }[] }>('rules')
  .flatMap(({ groups }) => groups)
  .flatMap((group) => group.rules);
export const alerts = rules.filter(({ alert }) => alert !== undefined);
export const ruleTests = filesIn<{ tests: RuleTest[] }>('tests').flatMap(({ tests }) => tests);
export const dashboards = filesIn<Dashboard>('grafana/dashboards');
export const targets = filesIn<{ targets: string[]; labels: { job: string } }[]>('targets').flat();

export const panels = dashboards.flatMap(({ title, panels }) =>
  panels.filter(({ type }) => type !== 'row').map((panel) => ({ ...panel, dashboard: title })),
);
