import { IncomingMessage, ServerResponse } from 'node:http';
import type { Express, Request as ExpressRequest, Response as ExpressResponse } from 'express';
import type { ErrorHandler } from '../problems/error-handler';

/**
 * Request and response classes for `createServer` that have the prototypes of the app from the beginning. Express would
 * change the prototype of each object instead, and V8 then deoptimizes their shapes: measured, half of the throughput. An
 * error thrown by a listener on these objects fails the request; otherwise it would end the process.
 */
export function monomorphicMessageClasses(app: Express) {
  class Request extends IncomingMessage {
    override emit(...event: Parameters<IncomingMessage['emit']>): boolean {
      try {
        return super.emit(...event);
      } catch (error) {
        const req = this as unknown as ExpressRequest;
        return fail(app, error, req, req.res);
      }
    }
  }
  class Response extends ServerResponse {
    override emit(...event: Parameters<ServerResponse['emit']>): boolean {
      try {
        return super.emit(...event);
      } catch (error) {
        const res = this as unknown as ExpressResponse;
        return fail(app, error, res.req, res);
      }
    }
    /** Every response begins here: while the server stops, it tells the client that its connection closes. */
    override writeHead(...head: unknown[]): this {
      if (app.locals.stopping === true) this.shouldKeepAlive = false;
      return super.writeHead(...(head as Parameters<ServerResponse['writeHead']>));
    }
  }
  app.request = Object.setPrototypeOf(Request.prototype, app.request) as Express['request'];
  app.response = Object.setPrototypeOf(Response.prototype, app.response) as Express['response'];
  return { IncomingMessage: Request, ServerResponse: Response };
}

function fail(app: Express, error: unknown, req: ExpressRequest, res?: ExpressResponse): true {
  if (res) (app.locals as { fail: ErrorHandler }).fail(error as Error, req, res);
  else req.destroy();
  return true;
}
