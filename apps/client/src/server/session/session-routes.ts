import { jsonBody } from '@courses/http-kit';
import { Router } from 'express';
import type { Features, SessionResponse } from '../../shared/session';
import type { Sessions } from './sessions';

/** Reads an e-mail address, a name or passwords: at most 4 kB. */
const readBody = jsonBody(4_096);

/**
 * `/session`: GET returns who is signed in and which features are on, POST signs in, DELETE signs out, DELETE `/session/all` in
 * every browser. PUT `/session/name` and `/session/password` change what the session depends on: its user, and its tokens.
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
    const { user } = await sessions.begin(req, res, await readBody(req, res));
    res.status(201).json({ user, ...features } satisfies SessionResponse);
  });
  router.delete('/session', async (req, res) => {
    await sessions.end(req, res);
    res.status(204).end();
  });
  router.delete('/session/all', async (req, res) => {
    await sessions.endAll(req, res);
    res.status(204).end();
  });
  router.put('/session/name', async (req, res) => {
    const { user } = await sessions.rename(req, res, await readBody(req, res));
    res.json({ user, ...features } satisfies SessionResponse);
  });
  router.put('/session/password', async (req, res) => {
    await sessions.changePassword(req, res, await readBody(req, res));
    res.status(204).end();
  });
  return router;
}
