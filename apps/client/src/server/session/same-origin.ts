import { RequestError } from '@courses/http-kit';
import type { Request, RequestHandler } from 'express';
import { readSessionCookie } from './session-cookie';

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Rejects cross-site changes with 403 (CSRF). Browsers send the origin of a request in `Sec-Fetch-Site` or `Origin`, and no page
 * can forge them. A request with neither must not carry a session.
 */
export function requireSameOrigin(req: Request): void {
  if (safeMethods.includes(req.method)) return;
  const site = req.headers['sec-fetch-site'];
  const { origin } = req.headers;
  const isCrossSite =
    site !== undefined
      ? site !== 'same-origin'
      : origin !== undefined
        ? hostOf(origin) !== req.headers.host
        : readSessionCookie(req) !== undefined;
  if (isCrossSite) throw new RequestError('forbidden', 'Cross-site changes are not allowed.');
}

export const sameOriginOnly: RequestHandler = (req, _res, next) => {
  requireSameOrigin(req);
  next();
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;
