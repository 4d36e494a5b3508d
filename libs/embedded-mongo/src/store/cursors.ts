import { Long } from 'bson';
import { CommandError } from '../errors';
import { sizeOf } from '../query/size';
import type { Doc } from '../query/values';
import { MAX_DOCUMENT_BYTES } from '../wire/message';

const IDLE_MS = 600_000;

interface Cursor {
  namespace: string;
  docs: Doc[];
  at: number;
  usedAt: number;
}

/** Results that did not fit into one answer. A cursor keeps the documents as they were when the query ran. */
export class CursorRegistry {
  private readonly cursors = new Map<string, Cursor>();
  private lastId = 0;

  /** The `cursor` part of an answer with the first batch. */
  open(namespace: string, docs: Doc[], batchSize: number, singleBatch: boolean): Doc {
    const cursor = { namespace, docs, at: 0, usedAt: Date.now() };
    const firstBatch = takeBatch(cursor, batchSize);
    if (singleBatch || cursor.at >= docs.length) return { firstBatch, id: Long.ZERO, ns: namespace };
    const id = Long.fromNumber(++this.lastId);
    this.cursors.set(id.toString(), cursor);
    return { firstBatch, id, ns: namespace };
  }

  next(id: unknown, namespace: string, batchSize: number): Doc {
    const cursor = this.cursors.get(String(id));
    if (!cursor) throw new CommandError(43, `cursor id ${String(id)} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAt = Date.now();
    const nextBatch = takeBatch(cursor, batchSize);
    const finished = cursor.at >= cursor.docs.length;
    if (finished) this.cursors.delete(String(id));
    return { nextBatch, id: finished ? Long.ZERO : Long.fromString(String(id)), ns: namespace };
  }

  kill(id: unknown): boolean {
    return this.cursors.delete(String(id));
  }

  sweep(now: number): void {
    for (const [id, cursor] of this.cursors) if (now - cursor.usedAt > IDLE_MS) this.cursors.delete(id);
  }
}

/** At most `size` documents and at most one message; always one if any is left. */
function takeBatch(cursor: Cursor, size: number): Doc[] {
  const batch: Doc[] = [];
  for (let bytes = 0; cursor.at < cursor.docs.length && batch.length < size; cursor.at++) {
    const doc = cursor.docs[cursor.at]!;
    bytes += sizeOf(doc);
    if (batch.length > 0 && bytes > MAX_DOCUMENT_BYTES) break;
    batch.push(doc);
  }
  return batch;
}
