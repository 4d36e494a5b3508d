import { RequestError } from '@courses/http-kit';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { forwardedFor } from '../forwarded-for';
import { IdentityProblem, type Caller, type Identity } from './identity';
import { Renewals } from './renewals';
import { sessionOf, type Session } from './session';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie';
import type { SessionSeal } from './session-seal';

/** Tokens are refreshed this long before they expire, so that a failed refresh can be retried. */
const refreshBeforeExpiryMs = 120_000;

/** The session of a request; with a `problem` its access token has expired and could not be refreshed. */
export interface CurrentSession {
  session?: Session;
  problem?: Error;
}

/** Cookies whose sessions are kept open; each takes up about 4 kB. */
const mostOpened = 5_000;

/** The sessions of browsers, stateless: a session is its cookie. */
export class Sessions {
  private readonly renewals: Renewals;
  /** By cookie, so that a cookie is decrypted once, not for each request. */
  private readonly opened = new LRUCache<string, Session>({ max: mostOpened });

  constructor(
    private readonly identity: Identity,
    private readonly seal: SessionSeal,
  ) {
    this.renewals = new Renewals(identity);
  }

  /** The session of the cookie; its access token may have expired. */
  async read(req: Request): Promise<Session | undefined> {
    const cookie = readSessionCookie(req);
    return cookie === undefined ? undefined : (this.opened.get(cookie) ?? this.open(cookie));
  }

  /** The session with a valid access token; refreshes it and sets the new cookie when necessary. */
  current(req: Request, res: Response): CurrentSession | Promise<CurrentSession> {
    const cookie = readSessionCookie(req);
    if (cookie === undefined) return {};
    const session = this.opened.get(cookie);
    if (session && isFresh(session)) return { session };
    // Its new cookie will be sent instead of this one.
    this.opened.delete(cookie);
    return this.openOrRenew(cookie, req, res);
  }

  /** Signs in and ends the previous session of the browser. Fails as Identity does. */
  async begin(req: Request, res: Response, credentials: unknown): Promise<Session> {
    const tokens = await this.identity.signIn(credentials, callerOf(req));
    const account = await this.identity.ownAccount(tokens.accessToken);
    const former = await this.take(req);
    if (former) void this.identity.signOut(former.refreshToken).catch(() => undefined);
    const session = sessionOf(account, tokens);
    await this.write(req, res, session);
    return session;
  }

  /** Signs out; clears the cookie even when identity is unavailable. */
  async end(req: Request, res: Response): Promise<void> {
    const session = await this.take(req);
    clearSessionCookie(req, res);
    if (session) await this.identity.signOut(session.refreshToken).catch(() => undefined);
  }

  /** Signs out in every browser. Fails as Identity does, and with `unauthenticated`; then the session goes on. */
  async endAll(req: Request, res: Response): Promise<void> {
    const { accessToken } = await this.valid(req, res);
    await this.identity.signOutEverywhere(accessToken);
    await this.take(req);
    clearSessionCookie(req, res);
  }

  /** Renames the user, in identity and in the session. Fails as `endAll` does. */
  async rename(req: Request, res: Response, name: unknown): Promise<Session> {
    const session = await this.valid(req, res);
    const { id, email, displayName, roles } = await this.identity.rename(session.accessToken, name);
    const renamed = { ...session, user: { id, email, displayName, roles } };
    await this.write(req, res, renamed);
    return renamed;
  }

  /** Changes the password, which ends the other sessions of the user; this one goes on. Fails as `endAll` does. */
  async changePassword(req: Request, res: Response, passwords: unknown): Promise<void> {
    const session = await this.valid(req, res);
    const tokens = await this.identity.changePassword(session.accessToken, passwords, callerOf(req));
    const next = sessionOf(session.user, tokens);
    this.renewals.replace(session, next);
    await this.write(req, res, next);
  }

  private async valid(req: Request, res: Response): Promise<Session> {
    const { session, problem } = await this.current(req, res);
    if (problem) throw problem;
    if (!session) throw new RequestError('unauthenticated');
    return session;
  }

  private async openOrRenew(cookie: string, req: Request, res: Response): Promise<CurrentSession> {
    const session = await this.open(cookie);
    if (!session) return {};
    if (isFresh(session)) return { session };
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
      return { session, problem: toRequestError(error) };
    }
  }

  private async open(cookie: string): Promise<Session | undefined> {
    const session = await this.seal.open(cookie);
    if (session && isFresh(session)) this.opened.set(cookie, session);
    return session;
  }

  /** The session of the cookie, which ends. */
  private async take(req: Request): Promise<Session | undefined> {
    const session = await this.read(req);
    this.opened.delete(readSessionCookie(req) ?? '');
    return session;
  }

  private async write(req: Request, res: Response, session: Session): Promise<void> {
    if (!res.headersSent)
      writeSessionCookie(req, res, await this.seal.seal(session), session.refreshExpiresAt);
  }
}

const callerOf = (req: Request): Caller => ({
  forwardedFor: forwardedFor(req),
  userAgent: req.headers['user-agent'] ?? '',
});

const isFresh = ({ accessExpiresAt }: Session): boolean =>
  accessExpiresAt - Date.now() > refreshBeforeExpiryMs;

const hasEnded = (error: unknown): boolean =>
  error instanceof IdentityProblem && ['session-ended', 'validation-failed'].includes(error.code);

/** Another replica is refreshing the session; after a retry the browser has its cookie. */
class ConcurrentRefreshError extends RequestError {
  readonly retryAfterSeconds = 1;

  constructor() {
    super('not-ready', 'The session is being refreshed; retry in a second.');
  }
}

const toRequestError = (error: unknown): Error =>
  error instanceof IdentityProblem && error.code === 'write-conflict'
    ? new ConcurrentRefreshError()
    : (error as Error);
