import { RequestError } from '@courses/http-kit';
import { Router } from 'express';
import type { TraceList, TraceReader } from '../../shared/trace';

/** `/system/traces`: the last traces, and each with its spans. */
export function traceRoutes(traces: TraceReader): Router {
  const router = Router();
  router.get('/system/traces', (_req, res) => {
    res.set('cache-control', 'no-store').json({ items: traces.list() } satisfies TraceList);
  });
  router.get('/system/traces/:traceId', (req, res) => {
    const trace = traces.find(req.params.traceId);
    if (!trace) throw new RequestError('route-not-found', 'There is no such trace, or it was dropped.');
    res.set('cache-control', 'no-store').json(trace);
  });
  return router;
}
