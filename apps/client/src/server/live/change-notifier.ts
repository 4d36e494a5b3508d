import type { LiveChange } from '../../shared/live-change';
import type { EventStream } from './event-stream';

/** Many seats may be taken in one moment; they are told as one change. */
const gatherMs = 150;

/** Tells browsers what has changed, and nothing of what it is: they read it, with their own rights. */
export class ChangeNotifier {
  private readonly gathered = new Map<string, { change: LiveChange; userId: string | undefined }>();
  private gap = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly stream: EventStream) {}

  /** `userId`: only this person is told. */
  announce(change: LiveChange, userId?: string): void {
    this.gathered.set(`${change.what} ${change.courseId} ${userId}`, { change, userId });
    this.tellSoon();
  }

  /** There was a time without the bus: nobody knows what has changed in it. */
  afterGap(): void {
    this.gap = true;
    this.tellSoon();
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => this.tell(), gatherMs).unref();
  }

  private tell(): void {
    this.timer = undefined;
    if (this.gap) this.stream.send('reset', {});
    this.gap = false;
    for (const { change, userId } of this.gathered.values()) this.stream.send('change', change, userId);
    this.gathered.clear();
  }
}
