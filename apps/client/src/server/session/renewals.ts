import type { Identity } from './identity';
import { sessionOf, type Session } from './session';

/** How long a renewed session is kept for requests that still bring the old cookie, in milliseconds. */
const keptMs = 120_000;

/**
 * Gets new tokens, once for each refresh token: requests that come together share one renewal, and so do those that come
 * soon after it with the old cookie, because the answer with the new one was lost or is on its way.
 */
export class Renewals {
  private readonly known = new Map<string, Promise<Session>>();

  constructor(private readonly identity: Identity) {}

  renew(session: Session): Promise<Session> {
    const { refreshToken } = session;
    const known = this.known.get(refreshToken);
    if (known) return known;
    const renewal = this.ask(session);
    this.known.set(refreshToken, renewal);
    const forget = () => this.known.delete(refreshToken);
    renewal.then(() => setTimeout(forget, keptMs).unref(), forget);
    return renewal;
  }

  private async ask({ refreshToken, user }: Session): Promise<Session> {
    const tokens = await this.identity.refresh(refreshToken);
    // The tokens are ours now and must reach the cookie, whatever becomes of the name.
    const account = await this.identity.ownAccount(tokens.accessToken).catch(() => user);
    return sessionOf(account, tokens);
  }
}
