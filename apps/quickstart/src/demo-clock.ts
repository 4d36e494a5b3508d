const dayMs = 86_400_000;
/** Not all courses are published at the hour at which the quick start starts. */
const hoursADayMs = 37 * 60_000;

/** The clock of the courses service: behind while the demo courses are created, and right ever after. */
export class DemoClock {
  private behindMs = 0;

  goBack(days: number): void {
    this.behindMs = days === 0 ? 0 : days * dayMs + ((days * hoursADayMs) % (dayMs / 3));
  }

  readonly now = (): Date => new Date(Date.now() - this.behindMs);
}
