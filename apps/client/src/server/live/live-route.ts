import { Router } from 'express';
import type { Sessions } from '../session/sessions';
import type { EventStream } from './event-stream';

/** The stream at a path. A signed-in user also gets the events of their own enrollments. */
export function liveRoute(path: string, stream: EventStream, sessions: Sessions): Router {
  const router = Router();
  router.get(path, async (req, res) => {
    const session = await sessions.read(req);
    stream.serve(req, res, session?.user.id);
  });
  return router;
}
