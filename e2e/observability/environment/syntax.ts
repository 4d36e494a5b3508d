/** A metric and labels that a query needs it to have. */
export interface Selector {
  metric: string;
  labels: string[];
}

/** A node of Prometheus' /api/v1/parse_query. */
export interface SyntaxNode {
  type?: string;
  name?: string;
  matchers?: { name: string }[];
  /** Labels of an aggregation. */
  grouping?: string[];
  [child: string]: unknown;
}

/** The metrics of a query, each with the labels that it is selected and grouped by. */
export function readQuery(node: SyntaxNode, groupedBy: string[] = []): Selector[] {
  const labels = [...groupedBy, ...(node.grouping ?? [])];
  if (node.name && node.matchers) {
    const matched = node.matchers.map(({ name }) => name).filter((name) => name !== '__name__');
    return [{ metric: node.name, labels: [...new Set([...matched, ...labels])].sort() }];
  }
  const children = Object.values(node).flat().filter(isNode);
  return children.flatMap((child) => readQuery(child, labels));
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null;
