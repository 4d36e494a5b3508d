import { RequestError } from '@courses/http-kit';
import type { Request, Response } from 'express';
import { forwardedFor } from '../forwarded-for';
import { IdentityProblem, type Identity } from './identity';
import { Renewals } from './renewals';
import { sessionOf, type Session } from './session';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie';
import type { SessionSeal } from './session-seal';

/** Tokens are renewed while they are still good for this long, so that a renewal that fails can be made again. */
const earlyMs = 120_000;

/** A session at the moment of a request; with a `problem` its access token is no good, and it could not be renewed. */
export interface CurrentSession {
  session?: Session;
  problem?: Error;
}

/** The sessions of browsers. A session is its cookie: nothing of it is kept here. */
export class Sessions {
  private readonly renewals: Renewals;

  constructor(
    private readonly identity: Identity,
    private readonly seal: SessionSeal,
  ) {
    this.renewals = new Renewals(identity);
  }

  /** The session as the cookie has it, which may have to be renewed. */
  async read(req: Request): Promise<Session | undefined> {
    const cookie = readSessionCookie(req);
    return cookie === undefined ? undefined : this.seal.open(cookie);
  }

  /** The session with a good access token; renews it and answers with the new cookie where that is due. */
  async current(req: Request, res: Response): Promise<CurrentSession> {
    const session = await this.read(req);
    if (!session) return {};
    if (session.accessExpiresAt - Date.now() > earlyMs) return { session };
    try {
      const renewed = await this.renewals.renew(session);
      await this.write(req, res, renewed);
      return { session: renewed };
    } catch (error) {
      if (hasEnded(error)) {
        clearSessionCookie(req, res);
        return {};
      }
      if (session.accessExpiresAt > Date.now()) return { session };
      return { session, problem: explained(error) };
    }
  }

  /** Begins a new session; one that the browser had before ends. Fails as Identity does. */
  async begin(req: Request, res: Response, credentials: unknown): Promise<Session> {
    const tokens = await this.identity.signIn(credentials, forwardedFor(req));
    const account = await this.identity.ownAccount(tokens.accessToken);
    const former = await this.read(req);
    if (former) void this.identity.signOut(former.refreshToken).catch(() => undefined);
    const session = sessionOf(account, tokens);
    await this.write(req, res, session);
    return session;
  }

  /** The browser forgets the session even when identity cannot be told of it. */
  async end(req: Request, res: Response): Promise<void> {
    const session = await this.read(req);
    clearSessionCookie(req, res);
    if (session) await this.identity.signOut(session.refreshToken).catch(() => undefined);
  }

  private async write(req: Request, res: Response, session: Session): Promise<void> {
    if (!res.headersSent)
      writeSessionCookie(req, res, await this.seal.seal(session), session.refreshExpiresAt);
  }
}

const hasEnded = (error: unknown): boolean =>
  error instanceof IdentityProblem && ['session-ended', 'validation-failed'].includes(error.code);

/** Another replica renews the session at this moment; a moment later the browser has the cookie of that. */
class RenewedElsewhereError extends RequestError {
  readonly retryAfterSeconds = 1;

  constructor() {
    super('not-ready', 'The session is being refreshed; retry in a second.');
  }
}

const explained = (error: unknown): Error =>
  error instanceof IdentityProblem && error.code === 'write-conflict'
    ? new RenewedElsewhereError()
    : (error as Error);
