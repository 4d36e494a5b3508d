import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { Router, type Router as RouterType } from 'express';

// Swagger UI sets style attributes; nothing else on the page is inline.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** `/openapi.json`, and `/docs` with Swagger UI served from its package, without a CDN. */
export function docsPage(title: string, document: object): RouterType {
  const assets = dirname(createRequire(__filename).resolve('swagger-ui-dist/package.json'));
  const json = JSON.stringify(document);
  const router = Router();
  router.get('/openapi.json', (_req, res) => {
    res.type('application/json').send(json);
  });
  router.get('/docs', (_req, res) => {
    res.set('content-security-policy', policy).type('html').send(page(title));
  });
  router.get('/docs/start.js', (_req, res) => {
    res.type('js').send(`SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true });`);
  });
  const compressed = join(assets, 'swagger-ui-bundle.js.gz');
  // Images contain the compressed file only (tools/build-service.mjs).
  if (existsSync(compressed))
    router.get('/docs/swagger-ui-bundle.js', (_req, res) => {
      res.set('content-encoding', 'gzip').type('js').sendFile(compressed, { acceptRanges: false });
    });
  router.use('/docs', express.static(assets, { index: false, redirect: false, acceptRanges: false }));
  return router;
}

const page = (title: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${title}</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
    <link rel="icon" href="/docs/favicon-32x32.png" />
  </head>
  <body>
    <main id="docs"></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;
