import type { LiveChange } from '../../shared/live-change';
import type { EventStream } from './event-stream';

/** Several seats taken within this time are sent as one change. */
const debounceMs = 150;

/** Tells browsers what has changed, but not to what: they read it with their own permissions. */
export class ChangeNotifier {
  private readonly pending = new Map<string, { change: LiveChange; userId: string | undefined }>();
  private resetPending = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly stream: EventStream) {}

  /** `userId`: send it to this user only. */
  notify(change: LiveChange, userId?: string): void {
    this.pending.set(`${change.what} ${change.courseId} ${userId}`, { change, userId });
    this.scheduleFlush();
  }

  /** After a time without the broker, in which changes may have been missed. */
  notifyReset(): void {
    this.resetPending = true;
    this.scheduleFlush();
  }

  private scheduleFlush(): void {
    this.timer ??= setTimeout(() => this.flush(), debounceMs).unref();
  }

  private flush(): void {
    this.timer = undefined;
    if (this.resetPending) this.stream.send('reset', {});
    this.resetPending = false;
    for (const { change, userId } of this.pending.values()) this.stream.send('change', change, userId);
    this.pending.clear();
  }
}
