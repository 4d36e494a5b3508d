import { RequestError } from '@courses/http-kit';
import type { RequestHandler } from 'express';
import { readSessionCookie } from './session-cookie';

const changesNothing = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses changes that another site asks for (403). Browsers say where a request comes from, in `Sec-Fetch-Site` or `Origin`,
 * and no page can change what they say. What says neither must not bring a session: then nobody's rights are used.
 */
export const sameOriginOnly: RequestHandler = (req, _res, next) => {
  if (changesNothing.includes(req.method)) return next();
  const site = req.headers['sec-fetch-site'];
  const { origin } = req.headers;
  const foreign =
    site !== undefined
      ? site !== 'same-origin'
      : origin !== undefined
        ? hostOf(origin) !== req.headers.host
        : readSessionCookie(req) !== undefined;
  if (foreign) throw new RequestError('forbidden', 'Cross-site changes are not allowed.');
  next();
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;
