import type { Identity } from './identity';
import { sessionOf, type Session } from './session';

/** How long a refreshed session is cached for requests that still send the old cookie, in milliseconds. */
const keptMs = 120_000;

/**
 * Refreshes the tokens of a session once per refresh token: concurrent requests share one refresh, and so do later ones that
 * still send the old cookie because they have not got the new one yet.
 */
export class Renewals {
  private readonly known = new Map<string, Promise<Session>>();

  constructor(private readonly identity: Identity) {}

  async renew(session: Session): Promise<Session> {
    const { refreshToken } = session;
    const renewed = await (this.known.get(refreshToken) ?? this.keep(refreshToken, this.ask(session)));
    // Another session may have taken its place, too.
    return this.known.has(renewed.refreshToken) ? this.renew(renewed) : renewed;
  }

  /** Requests that still send the cookie of a session get the one that has taken its place. */
  replace({ refreshToken }: Session, next: Session): void {
    void this.keep(refreshToken, Promise.resolve(next));
  }

  private keep(refreshToken: string, renewal: Promise<Session>): Promise<Session> {
    this.known.set(refreshToken, renewal);
    const forget = () => this.known.delete(refreshToken);
    renewal.then(() => setTimeout(forget, keptMs).unref(), forget);
    return renewal;
  }

  private async ask({ refreshToken, user }: Session): Promise<Session> {
    const tokens = await this.identity.refresh(refreshToken);
    // The old refresh token is used up, so the new tokens must reach the cookie even when the account cannot be read.
    const account = await this.identity.ownAccount(tokens.accessToken).catch(() => user);
    return sessionOf(account, tokens);
  }
}
