import type { EventMessage } from '@courses/contracts';
import { Router } from 'express';
import type { EventStream } from '../live/event-stream';
import type { SystemState, SystemEvent } from '../../shared/system-state';
import type { TraceReader } from '../../shared/trace';
import { queuesByEvent } from './event-paths';
import type { SystemReading } from './read-system';
import { traceRoutes } from './trace-routes';

/** `/system`: the state of the services, the broker and its queues; `/system/traces`: the last traces, where there are any. */
export function systemRoutes(read: () => Promise<SystemReading>, traces?: TraceReader): Router {
  const router = Router();
  router.get('/system', async (_req, res) => {
    const state: SystemState = { ...(await read()), hasTraces: traces !== undefined };
    res.set('cache-control', 'no-store').json(state);
  });
  if (traces) router.use(traceRoutes(traces));
  return router;
}

/** Streams an event to the page "How it works": its type and its course, no personal data. */
export const streamEvent = (stream: EventStream) => (message: EventMessage) =>
  stream.send('event', toSystemEvent(message));

function toSystemEvent({ id, type, source, time, traceparent, data }: EventMessage): SystemEvent {
  const { title, courseTitle } = data as { title?: string; courseTitle?: string };
  const traceId = traceparent?.split('-')[1];
  return {
    id,
    type,
    source,
    time,
    about: title ?? courseTitle ?? '',
    queues: queuesByEvent[type] ?? [],
    ...(traceId === undefined ? {} : { traceId }),
  };
}
