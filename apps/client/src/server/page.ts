import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '@courses/http-kit';
import express, { Router, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import { assets } from './assets';

/** express.static derives them from size and time, and an image gives every file the same time: an old page would look fresh. */
const noValidators = { etag: false, lastModified: false };

/** Scripts, styles and fonts from this origin only. Images from any HTTPS origin: lessons show them. */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'font-src': ["'self'"],
      'img-src': ["'self'", 'https:'],
      'connect-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
});

const preload = (path: string) => `<${path}>; rel=preload; as=fetch; crossorigin`;
const session = preload('/session');
/** As api/courses.ts of the page asks for them. */
const firstCourses = preload('/api/v1/courses?status=published&limit=12&sort=newest');

/** What the page will ask for: browsers fetch it while they load the scripts. */
const dataOf = (req: Request): string[] => (req.originalUrl === '/' ? [session, firstCourses] : [session]);

/**
 * The built page. Files under `/assets` have a hash of their content in their names, so they are cached as immutable;
 * everything else is revalidated. The routes of the page get index.html.
 * Fails with ConfigError when the page is not built.
 */
export function page(webFolder: string): RequestHandler {
  const root = resolve(webFolder);
  const index = readIndex(root);
  const router = Router();
  router.use(securityHeaders);
  router.use('/assets', assets(join(root, 'assets')));
  router.use(express.static(root, { index: false, redirect: false, acceptRanges: false, ...noValidators }));
  router.get('/{*path}', (req, res, next) => {
    if (!isNavigation(req)) next();
    else res.vary('accept').type('html').set('link', dataOf(req)).send(index);
  });
  return router;
}

function readIndex(root: string): Buffer {
  try {
    return readFileSync(join(root, 'index.html'));
  } catch {
    throw new ConfigError(`The page is not built: there is no index.html in ${root}`);
  }
}

/** A navigation to a route of the page: not a file, not a call of the API. */
function isNavigation(req: Request): boolean {
  if (req.path === '/') return true;
  const lastSegment = req.path.slice(req.path.lastIndexOf('/') + 1);
  return (
    req.headers.accept?.includes('text/html') === true &&
    !/^\/(api|assets|health|metrics)(\/|$)/i.test(req.path) &&
    !lastSegment.includes('.')
  );
}
