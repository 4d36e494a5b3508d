/** The promise: no HTTP request takes longer. */
export const longestAnswerMs = 10_000;
/** Below Kubernetes' grace period of 30 s less the 5 s of the preStop pause. */
export const longestStopMs = 25_000;

interface Answer {
  status: number;
  retryAfter: string | null;
  body: { id?: string; code?: string };
}

/** Sends requests, and records how they were answered and how long the slowest took. */
export class Answers {
  slowestMs = 0;
  /** Number of answers by status. */
  readonly statuses = new Map<number, number>();
  /** Answers that no client was promised: without an answer in time, 5xx other than 503, or 503 without Retry-After. */
  readonly broken: string[] = [];

  async send(url: string, init: RequestInit = {}): Promise<Answer | undefined> {
    const since = performance.now();
    // The limit is asserted on `slowestMs`; this one only ends what hangs.
    const signal = AbortSignal.timeout(2 * longestAnswerMs);
    try {
      const response = await fetch(url, { ...init, signal });
      const body = (await response.json()) as Answer['body'];
      return this.record({ status: response.status, retryAfter: response.headers.get('retry-after'), body });
    } catch (error) {
      this.broken.push(String(error));
      return undefined;
    } finally {
      this.slowestMs = Math.max(this.slowestMs, Math.round(performance.now() - since));
    }
  }

  private record(answer: Answer): Answer {
    const { status, retryAfter, body } = answer;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status >= 500 && (status !== 503 || retryAfter === null))
      this.broken.push(`${status} ${body.code}, Retry-After ${retryAfter}`);
    return answer;
  }
}
