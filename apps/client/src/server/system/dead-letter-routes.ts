import { jsonBody, RequestError } from '@courses/http-kit';
import type { DeadLetters, HeldMessage } from '@courses/messaging';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { DeadLetterList } from '../../shared/system-state';
import { eventPaths } from './event-paths';

const readBody = jsonBody(1_024);
const replayed = z.strictObject({
  queue: z.string(),
  kind: z.enum(['dead', 'parked']),
  id: z.string().max(255),
});
const queues = Object.values(eventPaths).flatMap((path) => path.queues);

interface DeadLetterOptions {
  deadLetters: DeadLetters;
  /** Throws unless this person may see and replay them. */
  authorize: (req: Request, res: Response) => Promise<void>;
  /** Publishes a message that no consumer understands, where that is harmless. */
  publishUnreadable?: (() => void) | undefined;
}

/** `/system/dead-letters`: GET lists them, POST replays one, as `npm run messages` does. */
export function deadLetterRoutes({ deadLetters, authorize, publishUnreadable }: DeadLetterOptions): Router {
  const router = Router();
  router.get('/system/dead-letters', async (req, res) => {
    await authorize(req, res);
    const items = await reachable(deadLetters.list(queues));
    const answer: DeadLetterList = { items, canPublishUnreadable: publishUnreadable !== undefined };
    res.set('cache-control', 'no-store').json(answer);
  });
  router.post('/system/dead-letters', async (req, res) => {
    await authorize(req, res);
    const { success, data } = replayed.safeParse(await readBody(req, res));
    if (!success || !queues.includes(data.queue))
      throw new RequestError(
        'validation-failed',
        'The body must be {"queue", "kind", "id"} of a dead letter.',
      );
    if (!(await reachable(deadLetters.replay(data))))
      throw new RequestError('route-not-found', 'There is no such dead letter any more.');
    res.status(204).end();
  });
  if (publishUnreadable)
    router.post('/system/unreadable-messages', (_req, res) => {
      publishUnreadable();
      res.status(204).end();
    });
  return router;
}

const reachable = <Result extends HeldMessage[] | boolean>(work: Promise<Result>): Promise<Result> =>
  work.catch(() => {
    throw new RequestError('not-ready', 'The broker does not answer.');
  });
