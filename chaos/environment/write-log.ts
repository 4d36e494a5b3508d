import type { Report } from '../programs/protocol';

/** Events of one document, as its writer reported them. */
export interface WriteCounts {
  attempted: number;
  acknowledged: number;
}

/** What the publishers reported about their writes. */
export class WriteLog {
  readonly documents = new Map<number, WriteCounts>();
  stopped = false;

  handle(report: Report): void {
    if (report.kind === 'load-stopped') this.stopped = true;
    if (report.kind !== 'write' || report.result === 'failed') return;
    const counts = this.documents.get(report.document) ?? { attempted: 0, acknowledged: 0 };
    counts[report.result] += report.events;
    this.documents.set(report.document, counts);
  }
}
