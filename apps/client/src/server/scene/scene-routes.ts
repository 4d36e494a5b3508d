import { jsonBody, RequestError } from '@courses/http-kit';
import { Router } from 'express';
import type { SceneRunner } from './scene-runner';

const readBody = jsonBody(1_024);
const actions = ['play', 'pause', 'resume', 'next', 'stop'] as const;

/** `PUT /system/scene` with `{ action }`; returns the scene. */
export function sceneRoutes(runner: SceneRunner): Router {
  const router = Router();
  router.put('/system/scene', async (req, res) => {
    const { action } = ((await readBody(req, res)) ?? {}) as { action?: unknown };
    const known = actions.find((each) => each === action);
    if (!known)
      throw new RequestError('validation-failed', `The action must be one of ${actions.join(', ')}.`);
    runner[known]();
    res.set('cache-control', 'no-store').json(runner.scene);
  });
  return router;
}
