import { Router } from 'express';
import type { SystemState } from '../../shared/system-state';

/** `/system`: the state of the services, the broker and its queues, and what this installation offers. */
export function stateRoute(read: () => Promise<SystemState>): Router {
  const router = Router();
  router.get('/system', async (_req, res) => {
    res.set('cache-control', 'no-store').json(await read());
  });
  return router;
}
