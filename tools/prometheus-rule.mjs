// Writes the PrometheusRule for the Prometheus operator from the rule files that Prometheus itself reads.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse, stringify } from 'yaml';

const root = join(import.meta.dirname, '..');
const rules = join(root, 'infra/observability/rules');
const target = join(root, 'k8s/components/observability/prometheus-rule.yaml');

const groups = readdirSync(rules)
  .sort()
  .flatMap((file) => parse(readFileSync(join(rules, file), 'utf8')).groups);
const manifest = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'courses-system', labels: { 'app.kubernetes.io/part-of': 'courses-system' } },
  spec: { groups },
};
const text = `# Written by \`npm run k8s:rules\` from infra/observability/rules.\n${stringify(manifest, { lineWidth: 0 })}`;
writeFileSync(target, await format(text, { ...(await resolveConfig(target)), parser: 'yaml' }));
