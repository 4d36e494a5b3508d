import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RequestError } from '@courses/http-kit';
import { Router } from 'express';
import { eventPaths } from './event-paths';

const eventsPage = 'docs/events/README.md';

/** The files that the page names, and no others. */
const files = new Set([
  eventsPage,
  ...Object.values(eventPaths).flatMap(({ producerFiles, consumerFiles }) => [
    ...producerFiles,
    ...Object.values(consumerFiles),
  ]),
]);

/** `/system/source/<path>`: the source files of producers and consumers, where the process runs in the repository. */
export function sourceRoutes(root: string): Router {
  const router = Router();
  router.get('/system/source/*path', async (req, res) => {
    const path = req.params.path.join('/');
    const text = files.has(path)
      ? await readFile(join(root, path), 'utf8').catch(() => undefined)
      : undefined;
    if (text === undefined) throw new RequestError('route-not-found', 'There is no such source file here.');
    res.set('cache-control', 'no-store').type('text/plain; charset=utf-8').send(text);
  });
  return router;
}
