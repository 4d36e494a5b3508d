import { readQuery, type Selector, type SyntaxNode } from './syntax';

export type Labels = Record<string, string>;

interface Answer<Data> {
  status: string;
  error?: string;
  data: Data;
}

interface ExemplarSeries {
  exemplars: { labels: Labels }[];
}

/** Prometheus' HTTP API. */
export class Prometheus {
  constructor(readonly url: string) {}

  /** The labels and value of each series that the query has now. */
  async query(query: string): Promise<{ metric: Labels; value: [number, string] }[]> {
    const { result } = await this.get<{ result: { metric: Labels; value: [number, string] }[] }>('query', {
      query,
    });
    return result;
  }

  async targets(): Promise<{ labels: Labels; health: string; lastError: string }[]> {
    const { activeTargets } = await this.get<{
      activeTargets: { labels: Labels; health: string; lastError: string }[];
    }>('targets');
    return activeTargets;
  }

  /** The expressions of all loaded rules. */
  async rules(): Promise<string[]> {
    const { groups } = await this.get<{ groups: { rules: { query: string }[] }[] }>('rules');
    return groups.flatMap(({ rules }) => rules.map(({ query }) => query));
  }

  /** The metrics and labels that a query names. */
  async selectorsOf(query: string): Promise<Selector[]> {
    return readQuery(await this.get<SyntaxNode>('parse_query', { query }));
  }

  /** Whether there has been a series of this metric with all of these labels. */
  async has({ metric, labels }: Selector): Promise<boolean> {
    const matchers = labels.map((label) => `${label}!=""`);
    const found = await this.get<Labels[]>('series', { 'match[]': `${metric}{${matchers.join()}}` });
    return found.length > 0;
  }

  /** Trace ids of the exemplars of the last hour, newest last. */
  async exemplars(query: string): Promise<string[]> {
    const now = Date.now() / 1_000;
    const range = { start: String(now - 3_600), end: String(now) };
    const series = await this.get<ExemplarSeries[]>('query_exemplars', { query, ...range });
    return series.flatMap(({ exemplars }) => exemplars.flatMap(({ labels }) => labels.trace_id ?? []));
  }

  /** Whether an alert fires now. */
  async fires(alert: string): Promise<boolean> {
    const { alerts } = await this.get<{ alerts: { labels: Labels; state: string }[] }>('alerts');
    return alerts.some(({ labels, state }) => labels.alertname === alert && state === 'firing');
  }

  /** The names of all alerts that have fired. */
  async fired(): Promise<string[]> {
    const series = await this.get<Labels[]>('series', { 'match[]': 'ALERTS{alertstate="firing"}' });
    return [...new Set(series.map(({ alertname = '' }) => alertname))];
  }

  private async get<Data>(path: string, parameters: Labels = {}): Promise<Data> {
    const query = new URLSearchParams(parameters).toString();
    const response = await fetch(`${this.url}/api/v1/${path}?${query}`);
    const { status, error, data } = (await response.json()) as Answer<Data>;
    if (status !== 'success') throw new Error(`${path}?${query}: ${error}`);
    return data;
  }
}
