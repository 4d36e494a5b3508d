import { jsonBody } from '@courses/http-kit';
import { Router } from 'express';
import type { Sessions } from './sessions';

export interface Features {
  howItWorks: boolean;
}

/** An e-mail address and a password, in bytes at most. */
const readCredentials = jsonBody(4_096);

/**
 * `/session`: GET tells who is signed in (`"user": null` for nobody) and what this page offers, POST signs in, DELETE signs
 * out.
 */
export function sessionRoutes(sessions: Sessions, features: Features): Router {
  const router = Router();
  router.use('/session', (_req, res, next) => {
    res.set('cache-control', 'no-store');
    next();
  });
  router.get('/session', async (req, res) => {
    const { session, problem } = await sessions.current(req, res);
    if (problem) throw problem;
    res.json({ user: session?.user ?? null, ...features });
  });
  router.post('/session', async (req, res) => {
    const { user } = await sessions.begin(req, res, await readCredentials(req, res));
    res.status(201).json({ user, ...features });
  });
  router.delete('/session', async (req, res) => {
    await sessions.end(req, res);
    res.status(204).end();
  });
  return router;
}
