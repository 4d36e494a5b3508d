import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/run';

interface Dashboard {
  title: string;
  panels: { title: string; targets?: { expr: string }[] }[];
}

export interface PanelQuery {
  dashboard: string;
  panel: string;
  /** PromQL, with values in place of Grafana's variables. */
  query: string;
}

const folder = join(root, 'infra/observability/grafana/dashboards');

/** Each query of the dashboards, for all services, with rates over a window that is given as `1m`. */
export function panelQueries(window = '1m'): PanelQuery[] {
  const dashboards = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Dashboard,
  );
  return dashboards.flatMap(({ title, panels }) =>
    panels.flatMap((panel) =>
      (panel.targets ?? []).map(({ expr }) => ({
        dashboard: title,
        panel: panel.title,
        query: expr.replaceAll('$__rate_interval', window).replaceAll('$service', '.*'),
      })),
    ),
  );
}
