import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './manifests';

const page = readFileSync(join(root, 'docs/metrics.md'), 'utf8');
const rows = page.matchAll(/^\| `(\w+)` \| \w+ \| (.*?) \|/gm);

/** The metrics of docs/metrics.md, and their labels besides `service`. */
export const knownMetrics: Record<string, string[]> = Object.fromEntries(
  [...rows].map(([, name = '', labels = '']) => [name, labels.match(/\w+/g) ?? []]),
);
