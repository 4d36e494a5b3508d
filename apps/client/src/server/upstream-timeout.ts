import { RequestError } from '@courses/http-kit';

/** A service did not respond in time: 503 with `Retry-After`. */
export class UpstreamTimeoutError extends RequestError {
  readonly retryAfterSeconds = 2;

  constructor() {
    super('not-ready', 'The service behind this one did not respond in time.');
  }
}
