import { RequestError } from '@courses/http-kit';
import type { Request, Response } from 'express';
import type { Identity } from './identity';
import type { Sessions } from './sessions';

/** Rejects everybody who is not an admin now; the roles in the cookie are those of the sign-in. */
export const requireAdmin =
  (sessions: Sessions, identity: Identity) =>
  async (req: Request, res: Response): Promise<void> => {
    const { session, problem } = await sessions.current(req, res);
    if (problem) throw problem;
    if (!session) throw new RequestError('unauthenticated', 'Sign in as an admin.');
    const { roles } = await identity.ownAccount(session.accessToken);
    if (!roles.includes('admin')) throw new RequestError('forbidden', 'Only admins see dead letters.');
  };
