interface JaegerSpan {
  spanID: string;
  operationName: string;
  processID: string;
  references: { refType: string; spanID: string }[];
}

interface JaegerTrace {
  spans: JaegerSpan[];
  processes: Record<string, { serviceName: string }>;
}

/** Reads a trace from Jaeger's API; undefined when it has none of this id. */
export async function readTrace(url: string, traceId: string): Promise<JaegerTrace | undefined> {
  const response = await fetch(`${url}/api/traces/${traceId}`);
  if (response.status === 404) return undefined;
  const { data } = (await response.json()) as { data: JaegerTrace[] };
  return data[0];
}

/** The names of spans with their services, each below its parent and siblings by name. */
export function drawTree({ spans, processes }: JaegerTrace): string[] {
  const parentOf = ({ references }: JaegerSpan) =>
    references.find(({ refType }) => refType === 'CHILD_OF')?.spanID;
  const known = new Set(spans.map(({ spanID }) => spanID));
  const draw = (span: JaegerSpan): string[] => [
    `${processes[span.processID]?.serviceName}: ${span.operationName}`,
    ...below(spans.filter((child) => parentOf(child) === span.spanID)).map((line) => `  ${line}`),
  ];
  const below = (siblings: JaegerSpan[]) =>
    siblings
      .map(draw)
      .sort((one, other) => one.join('\n').localeCompare(other.join('\n')))
      .flat();
  return below(spans.filter((span) => !known.has(parentOf(span) ?? '')));
}
