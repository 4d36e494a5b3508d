import type { IncomingHttpHeaders } from 'node:http';
import type { Transform } from 'node:stream';
import { hasBody } from '@courses/http-kit';
import type { Request, Response } from 'express';
import type { Dispatcher, Pool } from 'undici';
import { limitBytes } from './limit-bytes';
import { UpstreamTimeoutError } from '../upstream-timeout';

type Controller = Dispatcher.DispatchController;

export interface ExchangeOptions {
  path: string;
  /** Names and values in turn. */
  headers: string[];
  /** For the response to begin, in milliseconds; where the request has a body, from the end of that. */
  timeoutMs: number;
  /** Called before the response begins; what it throws is answered instead. */
  onResponse: (status: number, headers: IncomingHttpHeaders) => void;
  /** Called instead, with the reason. */
  onFailure: (error: Error) => void;
}

/** Sends a request to a service and streams both bodies. A failure in the middle of the response aborts it. */
export function exchange(pool: Pool, req: Request, res: Response, options: ExchangeOptions): void {
  const body = hasBody(req) ? req.pipe(limitBytes()) : null;
  const handler = new Exchange(req, res, body, options);
  const { path, headers } = options;
  // Not reset: undici would have the service close the connection after HEAD, and with it lose a response to half a body.
  pool.dispatch({ method: req.method, path, headers, body, reset: false }, handler);
}

/** The part of a handler of undici: called with each step of the exchange. */
class Exchange implements Dispatcher.DispatchHandler {
  private controller: Controller | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Of the response's body; NaN where its length is unknown. */
  private bytesLeft = NaN;
  private state: 'waiting' | 'responding' | 'over' = 'waiting';
  private resumesOnDrain = false;

  constructor(
    private readonly req: Request,
    private readonly res: Response,
    private readonly body: Transform | null,
    private readonly options: ExchangeOptions,
  ) {
    res.on('close', this.onCallerDone);
    if (body) {
      // undici stops listening when it has its response, and the rest of the body may be too large.
      body.on('error', (error) => this.fail(error));
      req.once('end', this.startTimer);
    } else this.startTimer();
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    // Aborting would close the connection, which has not been used yet.
    if (this.state === 'over') throw new Error('the caller is gone');
  }

  onResponseStart(_controller: Controller, status: number, headers: IncomingHttpHeaders): void {
    // Informational.
    if (status >= 100 && status < 200) return;
    this.stopTimer();
    if (this.state === 'over') return;
    try {
      if (status < 200 || status > 599) throw new Error(`responded with the status ${status}`);
      this.options.onResponse(status, headers);
      this.state = 'responding';
      this.bytesLeft = Number(headers['content-length']);
      // They have no body; undici takes their length for one that is missing.
      if (status === 204 || status === 304) this.end();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    if (this.state !== 'responding' || this.res.destroyed) return;
    this.bytesLeft -= chunk.length;
    // Sent with the headers, where it is the whole body.
    if (this.bytesLeft === 0) this.end(chunk);
    else if (!this.res.write(chunk)) this.pause(controller);
  }

  onResponseEnd(): void {
    if (this.state === 'responding') this.end();
  }

  onResponseError(_controller: Controller | undefined, error: Error & { code?: string }): void {
    const isLate = error.code === 'UND_ERR_HEADERS_TIMEOUT' || error.code === 'UND_ERR_CONNECT_TIMEOUT';
    this.fail(isLate ? new UpstreamTimeoutError() : error);
  }

  /** Until the caller has read. One listener for all pauses: compression's stream, which gets it, would keep each of `once`. */
  private pause(controller: Controller): void {
    controller.pause();
    if (!this.resumesOnDrain) this.res.on('drain', () => controller.resume());
    this.resumesOnDrain = true;
  }

  private end(chunk?: Buffer): void {
    this.state = 'over';
    this.res.end(chunk);
  }

  private fail(error: Error): void {
    const { state } = this;
    if (state === 'over') return;
    this.stop(error);
    if (state === 'responding') this.res.destroy();
    else this.options.onFailure(error);
  }

  private readonly onCallerDone = (): void => {
    if (!this.res.writableFinished) this.fail(new Error('the caller is gone'));
    if (!this.body || this.req.complete) return;
    // Drains what the caller still sends; unread it would block its connection.
    this.req.unpipe();
    this.req.resume();
  };

  private stop(reason: Error): void {
    this.state = 'over';
    this.stopTimer();
    this.controller?.abort(reason);
  }

  private readonly startTimer = (): void => {
    this.timer = setTimeout(() => this.fail(new UpstreamTimeoutError()), this.options.timeoutMs);
  };

  private stopTimer(): void {
    this.req.off('end', this.startTimer);
    clearTimeout(this.timer);
  }
}
