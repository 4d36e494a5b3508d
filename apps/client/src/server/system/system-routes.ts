import type { EventMessage } from '@courses/contracts';
import { Router } from 'express';
import type { EventStream } from '../live/event-stream';
import type { SystemState, SystemEvent } from '../../shared/system-state';
import { queuesByEvent } from './event-paths';

/** `/system`: the state of the services, the broker and its queues. */
export function systemRoutes(read: () => Promise<SystemState>): Router {
  const router = Router();
  router.get('/system', async (_req, res) => {
    res.set('cache-control', 'no-store').json(await read());
  });
  return router;
}

/** Streams an event to the page "How it works": its type and its course, no personal data. */
export const streamEvent = (stream: EventStream) => (message: EventMessage) =>
  stream.send('event', toSystemEvent(message));

function toSystemEvent({ id, type, source, time, data }: EventMessage): SystemEvent {
  const { title, courseTitle } = data as { title?: string; courseTitle?: string };
  return { id, type, source, time, about: title ?? courseTitle ?? '', queues: queuesByEvent[type] ?? [] };
}
