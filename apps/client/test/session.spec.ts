import { waitFor } from '@courses/testing';
import { sendRequest, type Reply } from './send-request';
import { cookieOf, json, signedIn, signIn, startWithIdentity } from './session-fixture';
import { deferred, stopAll, stopLater } from './client-fixture';
import { startClient, startUpstream } from './start-client';
import { password, signedInUser, startIdentity } from './stub-identity';

afterEach(stopAll);

const who = (client: string, cookie: string) => sendRequest(client, '/session', { headers: { cookie } });
const read = (client: string, cookie: string) =>
  sendRequest(client, '/api/v1/courses', { headers: { cookie } });
const tokenOf = (reply: Reply) => (reply.json().headers as Record<string, string>).authorization;

describe('signing in', () => {
  it('sets an HttpOnly SameSite cookie and reveals no token', async () => {
    const { client, identity } = await startWithIdentity();
    const reply = await signIn(client);
    expect([reply.status, reply.json()]).toEqual([201, { user: signedInUser, howItWorks: false }]);
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      /^session=[\w.-]+; Max-Age=3[56]\d\d; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect(JSON.stringify([reply.headers, reply.body])).not.toMatch(/token-1|refresh-1/);
    expect(identity.forwardedFor[0]).toMatch(/127\.0\.0\.1$/);
  });

  it('sets a Secure cookie with the prefix __Host- outside localhost', async () => {
    const { client } = await startWithIdentity();
    const reply = await signIn(client, { host: 'courses.example' });
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^__Host-session=.*; Path=\/; .*Secure; SameSite=Lax$/);
  });

  it('returns the signed-in user, and null for a forged cookie', async () => {
    const { client, cookie } = await signedIn();
    expect((await who(client, cookie)).json()).toMatchObject({ user: signedInUser });
    for (const other of ['', 'session=', 'session=a.b.c.d.e', `${cookie}x`, cookie.replace('ey', 'ez')]) {
      expect([other, (await who(client, other)).json().user]).toEqual([other, null]);
    }
  });

  it('keeps no connection to identity, which a stopping replica would reset', async () => {
    const { client, identity } = await startWithIdentity();
    await signIn(client);
    expect(identity.connections).toEqual(['close', 'close']);
  });

  it('passes on the problem of identity', async () => {
    const { client } = await startWithIdentity();
    const reply = await signIn(client, {}, 'wrong');
    expect(reply.json()).toMatchObject({ status: 401, code: 'invalid-credentials' });
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  it('ends the previous session of the browser', async () => {
    const { client, identity, cookie } = await signedIn();
    const again = await signIn(client, { cookie, 'sec-fetch-site': 'same-origin' });
    expect(cookieOf(again)).not.toBe(cookie);
    await waitFor('the sign-out', () => identity.done.includes('sign-out'));
  });

  it('reports an unavailable identity, and rejects forms and long bodies', async () => {
    const client = await startClient();
    stopLater(client);
    expect((await signIn(client.url)).json()).toMatchObject({ code: 'upstream-unavailable' });
    const form = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' };
    expect((await sendRequest(client.url, '/session', form)).status).toBe(415);
    const long = { method: 'POST', headers: json, body: `"${'x'.repeat(5_000)}"` };
    expect((await sendRequest(client.url, '/session', long)).status).toBe(413);
  });
});

describe('a session', () => {
  it('is forwarded as a bearer token, never as a cookie', async () => {
    const { client, cookie } = await signedIn();
    const { headers } = (await read(client, cookie)).json() as { headers: Record<string, string> };
    expect(headers).toMatchObject({ authorization: 'Bearer token-1' });
    expect(headers).not.toHaveProperty('cookie');
  });

  it('is readable by every replica, after a restart and after a rotation of the secret', async () => {
    const { given, cookie } = await signedIn();
    const later = await startClient({ ...given, secrets: ['n'.repeat(32), ...given.secrets] });
    const stranger = await startClient({ ...given, secrets: ['n'.repeat(32)] });
    stopLater(later, stranger);
    expect(tokenOf(await read(later.url, cookie))).toBe('Bearer token-1');
    expect(tokenOf(await read(stranger.url, cookie))).toBeUndefined();
  });

  it('is refreshed once for concurrent requests and for late ones with the old cookie', async () => {
    const { client, identity, cookie } = await signedIn(30);
    const gate = deferred();
    identity.before = gate.promise;
    const together = Promise.all(Array.from({ length: 10 }, () => read(client, cookie)));
    gate.resolve();
    const replies = await together;
    expect(new Set(replies.map(tokenOf))).toEqual(new Set(['Bearer token-2']));
    expect(tokenOf(await read(client, cookie))).toBe('Bearer token-2');
    expect(tokenOf(await read(client, cookieOf(replies[0] as Reply)))).toBe('Bearer token-2');
    expect(identity.done).toEqual(['sign-in', 'refresh']);
  });

  it.each(['write-conflict', 'internal-error'] as const)(
    'uses a still valid token when the refresh fails with %s',
    async (code) => {
      const { client, identity, cookie } = await signedIn(30);
      identity.refuseRefresh = code;
      expect(tokenOf(await read(client, cookie))).toBe('Bearer token-1');
      identity.refuseRefresh = undefined;
      expect(tokenOf(await read(client, cookie))).toBe('Bearer token-2');
    },
  );

  it('is cleared when it has ended, and public reads go on', async () => {
    const { client, identity, cookie } = await signedIn(0);
    identity.refuseRefresh = 'session-ended';
    const reply = await read(client, cookie);
    expect([reply.status, tokenOf(reply)]).toEqual([200, undefined]);
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^session=;.*1970/);
    expect((await who(client, cookie)).json()).toMatchObject({ user: null });
  });

  it.each([
    ['write-conflict', 503, 'not-ready', '1'],
    ['internal-error', 500, 'internal-error', undefined],
  ] as const)(
    'is not answered with 401 when it cannot be refreshed (%s)',
    async (refusal, status, code, retry) => {
      const identity = await startIdentity();
      const service = await startUpstream((req, res) => {
        const needsUser = req.url === '/v1/courses/1';
        res.writeHead(needsUser && !req.headers.authorization ? 401 : 200).end('{}');
      });
      const client = await startClient({ coursesUrl: service.url, identityUrl: identity.url });
      stopLater(identity, service, client);
      identity.accessSeconds = 0;
      const cookie = cookieOf(await signIn(client.url));
      identity.refuseRefresh = refusal;
      expect((await read(client.url, cookie)).status).toBe(200);
      const refused = await sendRequest(client.url, '/api/v1/courses/1', { headers: { cookie } });
      expect(refused.json()).toMatchObject({ status, code });
      expect(refused.headers['retry-after']).toBe(retry);
      expect(refused.headers['set-cookie']).toBeUndefined();
    },
  );

  it('ends on sign-out, in identity too, and even when identity is unavailable', async () => {
    const { client, identity, cookie } = await signedIn();
    const signOut = { method: 'DELETE', headers: { cookie, 'sec-fetch-site': 'same-origin' } };
    const reply = await sendRequest(client, '/session', signOut);
    expect([reply.status, reply.headers['set-cookie']?.[0]]).toEqual([
      204,
      expect.stringMatching(/^session=;/),
    ]);
    expect(identity.done).toEqual(['sign-in', 'sign-out']);
    await identity.stop();
    expect((await sendRequest(client, '/session', signOut)).status).toBe(204);
  });
});

describe('the account of a session', () => {
  const change = (client: string, cookie: string, path: string, body?: object, method = 'PUT') =>
    sendRequest(client, path, {
      method,
      headers: { ...(body && json), cookie, 'sec-fetch-site': 'same-origin', 'user-agent': 'Firefox/140' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const newPassword = 'purple monkey dishwasher';

  it('has its new name at once, in the session too', async () => {
    const { client, cookie } = await signedIn();
    const reply = await change(client, cookie, '/session/name', { displayName: 'Zoya' });
    const renamed = { ...signedInUser, displayName: 'Zoya' };
    expect([reply.status, reply.json()]).toEqual([200, { user: renamed, howItWorks: false }]);
    expect((await who(client, cookieOf(reply))).json()).toMatchObject({ user: renamed });
  });

  it('goes on with the tokens of a new session after a change of the password, and reveals none', async () => {
    const { client, identity, cookie } = await signedIn();
    const reply = await change(client, cookie, '/session/password', {
      currentPassword: password,
      newPassword,
    });
    expect([reply.status, reply.body.toString()]).toEqual([204, '']);
    expect(tokenOf(await read(client, cookieOf(reply)))).toBe('Bearer token-2');
    expect(identity.userAgents.at(-1)).toBe('Firefox/140');
  });

  it('goes on for a request with the old cookie that comes after a change of the password', async () => {
    // The request that changes the password renews the tokens first.
    const { client, identity, cookie } = await signedIn(119);
    const reply = await change(client, cookie, '/session/password', {
      currentPassword: password,
      newPassword,
    });
    expect(reply.status).toBe(204);
    identity.refuseRefresh = 'session-ended';
    const late = await read(client, cookie);
    expect(tokenOf(late)).toBe('Bearer token-3');
    expect(late.headers['set-cookie']?.[0]).toMatch(/^session=\w/);
  });

  it('stays signed in with the old tokens when the current password is wrong', async () => {
    const { client, cookie } = await signedIn();
    const reply = await change(client, cookie, '/session/password', { currentPassword: 'x', newPassword });
    expect(reply.json()).toMatchObject({ status: 401, code: 'invalid-credentials' });
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect((await who(client, cookie)).json()).toMatchObject({ user: signedInUser });
  });

  it('is signed out everywhere, or says that it is not', async () => {
    const { client, identity, cookie } = await signedIn();
    identity.refuseRefresh = 'not-ready';
    const refused = await change(client, cookie, '/session/all', undefined, 'DELETE');
    expect([refused.status, refused.headers['set-cookie']]).toEqual([503, undefined]);
    identity.refuseRefresh = undefined;
    const reply = await change(client, cookie, '/session/all', undefined, 'DELETE');
    expect([reply.status, reply.headers['set-cookie']?.[0]]).toEqual([
      204,
      expect.stringMatching(/^session=;/),
    ]);
    expect(identity.done.at(-1)).toBe('sign-out-everywhere');
  });

  it.each([
    ['PUT', '/session/name'],
    ['PUT', '/session/password'],
    ['DELETE', '/session/all'],
  ])('cannot be changed by %s %s without a session, or from another site', async (method, path) => {
    const { client, cookie } = await signedIn();
    const body = method === 'PUT' ? {} : undefined;
    expect((await change(client, '', path, body, method)).json()).toMatchObject({ code: 'unauthenticated' });
    const foreign = { method, headers: { ...json, cookie, 'sec-fetch-site': 'cross-site' } };
    expect((await sendRequest(client, path, foreign)).status).toBe(403);
  });
});
