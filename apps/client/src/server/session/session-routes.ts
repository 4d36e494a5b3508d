import { jsonBody } from '@courses/http-kit';
import { Router } from 'express';
import type { Features, SessionResponse } from '../../shared/session';
import type { Sessions } from './sessions';

/** Reads an e-mail address and a password: at most 4 kB. */
const readCredentials = jsonBody(4_096);

/**
 * `/session`: GET returns who is signed in and which features are on, POST signs in, DELETE signs out.
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
    res.json({ user: session?.user ?? null, ...features } satisfies SessionResponse);
  });
  router.post('/session', async (req, res) => {
    const { user } = await sessions.begin(req, res, await readCredentials(req, res));
    res.status(201).json({ user, ...features } satisfies SessionResponse);
  });
  router.delete('/session', async (req, res) => {
    await sessions.end(req, res);
    res.status(204).end();
  });
  return router;
}
