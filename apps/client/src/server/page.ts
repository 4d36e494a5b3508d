import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError } from '@courses/http-kit';
import express, { Router, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import { isPagePath } from '../shared/page-paths';
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
 * everything else is revalidated. The paths of the page get index.html, and so do unknown ones, with status 404.
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
    const isPage = isPagePath(req.path);
    if (isFileOrCall(req.path) || !acceptsPage(req, isPage)) return next();
    res
      .status(isPage ? 200 : 404)
      .vary('accept')
      .type('html')
      .set('link', dataOf(req));
    res.send(withOrigin(index, req));
  });
  return router;
}

function readIndex(root: string): string {
  try {
    return readFileSync(join(root, 'index.html'), 'utf8');
  } catch {
    throw new ConfigError(`The page is not built: there is no index.html in ${root}`);
  }
}

const isFileOrCall = (path: string): boolean =>
  /^\/+(api|assets|health|metrics|session|live|system)(\/|$)/i.test(path) ||
  path.slice(path.lastIndexOf('/')).includes('.');

/** Whoever prefers JSON, and asks for no page, gets a problem document. */
const acceptsPage = (req: Request, isPage: boolean): boolean =>
  req.accepts(isPage ? ['html'] : ['html', 'json']) === 'html';

/** Link previews need whole URLs. */
function withOrigin(index: string, { headers }: Request): string {
  const { host = '', 'x-forwarded-proto': protocol } = headers;
  if (!/^[\w.-]+(:\d+)?$/.test(host)) return index;
  return index.replaceAll('content="/', `content="${protocol === 'https' ? 'https' : 'http'}://${host}/`);
}
