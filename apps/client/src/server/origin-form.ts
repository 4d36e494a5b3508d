import type { RequestHandler } from 'express';

/**
 * Reads an absolute-form target (`GET http://host/path`, as sent to a proxy; RFC 9112, 3.2.2) as its path: the host that it
 * names is never asked.
 */
export const originForm: RequestHandler = (req, _res, next) => {
  const [authority] = /^https?:\/\/[^/?#]*/i.exec(req.url) ?? [];
  if (authority !== undefined) {
    const path = req.url.slice(authority.length);
    req.url = path.startsWith('/') ? path : `/${path}`;
    req.originalUrl = req.url;
  }
  next();
};
