import { readFileSync } from 'node:fs';
import { validate as isUuid } from 'uuid';
import type { MessageSpan } from '../programs/protocol';

/** Spans of consumers, without those of messages that are no events. */
export interface TraceCounts {
  consumerSpans: number;
  /** Whose parent is the span in which the producer created the event. */
  withProducer: number;
}

/** Counts a span of a consumer as traced when its parent is the span that created the event with the same id. */
export function countTraced(spans: readonly MessageSpan[]): TraceCounts {
  const created = new Set<string>();
  for (const { operation, messageId, traceId, spanId } of spans)
    if (operation === 'create') created.add(`${messageId} ${traceId} ${spanId}`);
  const consumed = spans.filter(({ operation, messageId }) => operation === 'process' && isUuid(messageId));
  const traced = consumed.filter(({ messageId, traceId, parentId }) =>
    created.has(`${messageId} ${traceId} ${parentId}`),
  );
  return { consumerSpans: consumed.length, withProducer: traced.length };
}

/** Of what the programs appended; each line was one write, which a kill does not cut off. */
export function countSpanFile(path: string | undefined): TraceCounts | undefined {
  if (path === undefined) return undefined;
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return countTraced(lines.map((line) => JSON.parse(line) as MessageSpan));
}
