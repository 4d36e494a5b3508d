import { RequestError } from '@courses/http-kit';
import { Router } from 'express';
import type { SystemEventDetails, SystemEventList } from '../../shared/system-event';
import type { TraceReader } from '../../shared/trace';
import { toDetails, toSystemEvent } from './event-details';
import type { EventJournal } from './event-journal';

/** `/system/events`: the last events, and each with its data and its way. */
export function eventRoutes(journal: EventJournal, traces?: TraceReader): Router {
  const router = Router();
  router.get('/system/events', (_req, res) => {
    const items = journal.list().map(({ message }) => toSystemEvent(message));
    res.set('cache-control', 'no-store').json({ items } satisfies SystemEventList);
  });
  router.get('/system/events/:id', (req, res) => {
    const entry = journal.find(req.params.id);
    if (!entry) throw new RequestError('route-not-found', 'There is no such event, or it was dropped.');
    const details: SystemEventDetails = toDetails(entry, traces);
    res.set('cache-control', 'no-store').json(details);
  });
  return router;
}
