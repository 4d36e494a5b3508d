import { jsonBody, RequestError } from '@courses/http-kit';
import { Router } from 'express';
import type { SystemControl } from './control';

const readBody = jsonBody(1_024);

/** `/system/services/<name>` with `{ running }`, `/system/queues/<name>` with `{ paused }`: only where it is safe. */
export function controlRoutes(control: SystemControl, onChange: () => void): Router {
  const router = Router();
  router.put('/system/services/:name', async (req, res) => {
    const running = booleanOf(await readBody(req, res), 'running');
    if (!control.stoppable.includes(req.params.name))
      throw new RequestError('route-not-found', 'There is no such service to stop or start.');
    // It takes seconds; the state tells how far it is.
    control.setRunning(req.params.name, running);
    onChange();
    res.status(202).end();
  });
  router.put('/system/queues/:name', async (req, res) => {
    const paused = booleanOf(await readBody(req, res), 'paused');
    if (!control.counts(req.params.name))
      throw new RequestError('route-not-found', 'There is no such queue to pause or resume.');
    control.setPaused(req.params.name, paused);
    onChange();
    res.status(204).end();
  });
  return router;
}

function booleanOf(body: unknown, field: 'running' | 'paused'): boolean {
  const value = (body as Record<string, unknown> | null)?.[field];
  if (typeof value === 'boolean') return value;
  throw new RequestError('validation-failed', `The body must be {"${field}": true} or {"${field}": false}.`);
}
