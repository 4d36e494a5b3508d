import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express';

const oneYearSeconds = 31_536_000;
const suffix = '.br';

/** The files whose names have a hash of their content: immutable, and as the build compressed them where that is accepted. */
export function assets(folder: string): Router {
  const router = Router();
  router.use(preferCompressed(existsSync(folder) ? readdirSync(folder) : []));
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      acceptRanges: false,
      setHeaders(res, path) {
        res.set('cache-control', `public, max-age=${oneYearSeconds}, immutable`);
        if (path.endsWith(suffix))
          res.type(extname(path.slice(0, -suffix.length))).set('content-encoding', 'br');
      },
    }),
  );
  router.use(forgetEncoding);
  return router;
}

function preferCompressed(files: string[]): RequestHandler {
  const compressed = new Set(files.filter((name) => name.endsWith(suffix)).map((name) => `/${name}`));
  return (req, _res, next) => {
    const path = req.path + suffix;
    if (compressed.has(path) && req.acceptsEncodings('br') === 'br') req.url = path;
    next();
  };
}

/** The error of a failed condition is not compressed. */
const forgetEncoding: ErrorRequestHandler = (error, _req, res, next) => {
  res.removeHeader('content-encoding');
  next(error);
};
