import { setDate } from '@courses/testing';
import type { Request, Response } from 'express';
import type { Identity } from './identity';
import type { Session } from './session';
import { sessionSeal, type SessionSeal } from './session-seal';
import { Sessions } from './sessions';

const now = Date.now();
const aSession = (accessMs = 600_000): Session => ({
  user: { id: 'a', email: 'a@example.org', displayName: 'A', roles: ['student'] },
  accessToken: 'token',
  accessExpiresAt: now + accessMs,
  refreshToken: 'refresh',
  refreshExpiresAt: now + 3_600_000,
});

const seal = sessionSeal(['the first secret of this replica!!']);
const identity = {
  refresh: () => Promise.reject(new Error('identity is down')),
  signOut: () => Promise.resolve(),
} as unknown as Identity;

/** Counts the cookies that were decrypted. */
function counting() {
  const opened: string[] = [];
  const counted: SessionSeal = {
    ...seal,
    open(cookie) {
      opened.push(cookie);
      return seal.open(cookie);
    },
  };
  return { sessions: new Sessions(identity, counted), opened };
}

const requestWith = (cookie: string) =>
  ({ headers: { host: 'localhost', cookie: `session=${cookie}` } }) as unknown as Request;
const response = { clearCookie: () => undefined } as unknown as Response;

it('decrypts a cookie once, not for each request', async () => {
  const { sessions, opened } = counting();
  const req = requestWith(await seal.seal(aSession()));
  for (let i = 0; i < 10; i += 1) {
    const { session } = await sessions.current(req, response);
    expect(session).toEqual(aSession());
  }
  expect(opened).toHaveLength(1);
});

it('knows an opened session without waiting', async () => {
  const { sessions } = counting();
  const req = requestWith(await seal.seal(aSession()));
  await sessions.current(req, response);
  expect(sessions.current(req, response)).toEqual({ session: aSession() });
});

it.each([
  ['forged', () => Promise.resolve('a.b.c.d.e'), {}],
  ['of another secret', () => sessionSeal(['x'.repeat(40)]).seal(aSession()), {}],
  ['whose token is about to expire', () => seal.seal(aSession(60_000)), { session: aSession(60_000) }],
])('keeps no cookie that is %s', async (_what, cookie, current) => {
  const { sessions, opened } = counting();
  const req = requestWith(await cookie());
  for (let i = 0; i < 3; i += 1) expect(await sessions.current(req, response)).toEqual(current);
  expect(opened).toHaveLength(3);
});

it('forgets a session before its token expires', async () => {
  const { sessions } = counting();
  const req = requestWith(await seal.seal(aSession(600_000)));
  await sessions.current(req, response);
  setDate(now + 599_000);
  try {
    // Identity is down, so it goes on with the token that it has; a second later that has expired.
    expect(await sessions.current(req, response)).toEqual({ session: aSession() });
    setDate(now + 600_001);
    expect(await sessions.current(req, response)).toMatchObject({ problem: { message: 'identity is down' } });
  } finally {
    jest.useRealTimers();
  }
});

it('forgets a session that signs out', async () => {
  const { sessions, opened } = counting();
  const req = requestWith(await seal.seal(aSession()));
  await sessions.current(req, response);
  await sessions.end(req, response);
  await sessions.current(req, response);
  expect(opened).toHaveLength(2);
});

it('keeps a bounded number of sessions', async () => {
  const sessions = new Sessions(identity, { ...seal, open: () => Promise.resolve(aSession()) });
  for (let i = 0; i < 6_000; i += 1) await sessions.current(requestWith(`cookie-${i}`), response);
  expect(sessions.current(requestWith('cookie-0'), response)).toBeInstanceOf(Promise);
  expect(sessions.current(requestWith('cookie-5999'), response)).not.toBeInstanceOf(Promise);
});
