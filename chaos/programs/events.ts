import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';

/** How the consumer handles the event: apply the effect, crash its process, or reject it to the dead letters. */
export type EventKind = 'effect' | 'crash' | 'reject';

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** Ids encode their number, so that a million of them fit into a bit set. */
const uuid = (document: number, index: number) => `${hex(document, 8)}-0000-7000-8000-${hex(index, 12)}`;

export const documentId = (document: number): string => uuid(document, 0xffff_ffff_ffff);

/** The aggregate, and the position of the event in it. */
export interface EventNumber {
  document: number;
  index: number;
}

export const eventNumber = (id: string): EventNumber => ({
  document: Number.parseInt(id.slice(0, 8), 16),
  index: Number.parseInt(id.slice(24), 16),
});

export function createEvent(
  { document, index }: EventNumber,
  aggregateVersion: number,
  kind: EventKind,
): EventMessage {
  const id = uuid(document, index);
  const time = new Date().toISOString();
  const subject = documentId(document);
  const data = { id, courseId: subject, studentId: id, enrolledAt: time, courseTitle: kind };
  return { id, type: enrollmentConfirmed.type, source: 'chaos', subject, aggregateVersion, time, data };
}

/** A set of event numbers with one bit for each. */
export class EventSet {
  private readonly documents = new Map<number, Uint8Array>();
  size = 0;

  /** False when the set already has it. */
  add({ document, index }: EventNumber): boolean {
    let bits = this.documents.get(document) ?? new Uint8Array(0);
    const byte = index >> 3;
    if (byte >= bits.length) {
      const longer = new Uint8Array(byte + 1);
      longer.set(bits);
      this.documents.set(document, (bits = longer));
    }
    const mask = 1 << (index & 7);
    if (((bits[byte] ?? 0) & mask) !== 0) return false;
    bits[byte] = (bits[byte] ?? 0) | mask;
    this.size += 1;
    return true;
  }
}
