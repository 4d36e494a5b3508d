import { ask, type Reply } from './send-request';
import { deferred, echo, stopAll, stopLater } from './client-fixture';
import { startClient, startUpstream } from './start-client';
import { password, signedInUser, startIdentity } from './stub-identity';

afterEach(stopAll);

const json = { 'content-type': 'application/json' };

async function start({ secrets = ['the first secret of this replica!!'] } = {}) {
  const identity = await startIdentity();
  const service = await startUpstream(echo);
  const given = { coursesUrl: service.url, identityUrl: identity.url, secrets };
  const client = await startClient(given);
  stopLater(identity, service, client);
  return { identity, client: client.url, given };
}

const signIn = (client: string, headers: Record<string, string> = {}, typed = password) =>
  ask(client, '/session', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ email: 'z@example.org', password: typed }),
  });

const cookieOf = (reply: Reply): string => reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
const who = (client: string, cookie: string) => ask(client, '/session', { headers: { cookie } });
const read = (client: string, cookie: string) => ask(client, '/api/v1/courses', { headers: { cookie } });
const tokenOf = (reply: Reply) => (reply.json().headers as Record<string, string>).authorization;

async function signedIn(accessSeconds = 600, options = {}) {
  const all = await start(options);
  all.identity.accessSeconds = accessSeconds;
  const cookie = cookieOf(await signIn(all.client));
  all.identity.accessSeconds = 600;
  return { ...all, cookie };
}

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use, and no token', async () => {
    const { client, identity } = await start();
    const reply = await signIn(client);
    expect([reply.status, reply.json()]).toEqual([201, { user: signedInUser, howItWorks: false }]);
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      /^session=[\w.-]+; Max-Age=3[56]\d\d; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect(JSON.stringify([reply.headers, reply.body])).not.toMatch(/token-1|refresh-1/);
    expect(identity.forwardedFor[0]).toMatch(/127\.0\.0\.1$/);
  });

  it('outside localhost the cookie goes over HTTPS only, and bears a name that no other way can set', async () => {
    const { client } = await start();
    const reply = await signIn(client, { host: 'courses.example' });
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^__Host-session=.*; Path=\/; .*Secure; SameSite=Lax$/);
  });

  it('tells who is signed in; a cookie that is none of ours is nobody', async () => {
    const { client, cookie } = await signedIn();
    expect((await who(client, cookie)).json()).toMatchObject({ user: signedInUser });
    for (const other of ['', 'session=', 'session=a.b.c.d.e', `${cookie}x`, cookie.replace('ey', 'ez')]) {
      expect([other, (await who(client, other)).json().user]).toEqual([other, null]);
    }
  });

  it('passes on what identity objects to', async () => {
    const { client } = await start();
    const reply = await signIn(client, {}, 'wrong');
    expect(reply.json()).toMatchObject({ status: 401, code: 'invalid-credentials' });
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  it('ends the session that the browser had before', async () => {
    const { client, identity, cookie } = await signedIn();
    const again = await signIn(client, { cookie, 'sec-fetch-site': 'same-origin' });
    expect(cookieOf(again)).not.toBe(cookie);
    expect(identity.done).toContain('sign-out');
  });

  it('says that identity is away, and reads no form and no long body', async () => {
    const client = await startClient();
    stopLater(client);
    expect((await signIn(client.url)).json()).toMatchObject({ code: 'upstream-unavailable' });
    const form = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' };
    expect((await ask(client.url, '/session', form)).status).toBe(415);
    const long = { method: 'POST', headers: json, body: `"${'x'.repeat(5_000)}"` };
    expect((await ask(client.url, '/session', long)).status).toBe(413);
  });
});

describe('a session', () => {
  it('goes with requests as a token, and never as a cookie', async () => {
    const { client, cookie } = await signedIn();
    const { headers } = (await read(client, cookie)).json() as { headers: Record<string, string> };
    expect(headers).toMatchObject({ authorization: 'Bearer token-1' });
    expect(headers).not.toHaveProperty('cookie');
  });

  it('is read by every replica and after a restart, and after a change of the secret', async () => {
    const { given, cookie } = await signedIn();
    const later = await startClient({ ...given, secrets: ['n'.repeat(32), ...given.secrets] });
    const stranger = await startClient({ ...given, secrets: ['n'.repeat(32)] });
    stopLater(later, stranger);
    expect(tokenOf(await read(later.url, cookie))).toBe('Bearer token-1');
    expect(tokenOf(await read(stranger.url, cookie))).toBeUndefined();
  });

  it('is renewed once for requests that come together, and for those that come late with the old cookie', async () => {
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
    'goes on with a token that is still good when the renewal fails with %s',
    async (code) => {
      const { client, identity, cookie } = await signedIn(30);
      identity.refuseRefresh = code;
      expect(tokenOf(await read(client, cookie))).toBe('Bearer token-1');
      identity.refuseRefresh = undefined;
      expect(tokenOf(await read(client, cookie))).toBe('Bearer token-2');
    },
  );

  it('that has ended is forgotten, and public things can be read on', async () => {
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
  ] as const)('that cannot be renewed (%s) is no reason to say 401', async (refusal, status, code, retry) => {
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
    const refused = await ask(client.url, '/api/v1/courses/1', { headers: { cookie } });
    expect(refused.json()).toMatchObject({ status, code });
    expect(refused.headers['retry-after']).toBe(retry);
    expect(refused.headers['set-cookie']).toBeUndefined();
  });

  it('ends with signing out, for identity too, and even when that is away', async () => {
    const { client, identity, cookie } = await signedIn();
    const signOut = { method: 'DELETE', headers: { cookie, 'sec-fetch-site': 'same-origin' } };
    const reply = await ask(client, '/session', signOut);
    expect([reply.status, reply.headers['set-cookie']?.[0]]).toEqual([
      204,
      expect.stringMatching(/^session=;/),
    ]);
    expect(identity.done).toEqual(['sign-in', 'sign-out']);
    await identity.stop();
    expect((await ask(client, '/session', signOut)).status).toBe(204);
  });
});

describe('a request for a change', () => {
  const attempts: [string, Record<string, string>, number][] = [
    ['says that it comes from elsewhere', { 'sec-fetch-site': 'cross-site' }, 403],
    ['comes from a neighbor in the same domain', { 'sec-fetch-site': 'same-site' }, 403],
    ['has a foreign origin', { origin: 'https://evil.example' }, 403],
    ['has no origin that can be read', { origin: 'null' }, 403],
    ['does not say where it comes from, but brings a session', {}, 403],
    ['comes from our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://x.example' }, 200],
  ];

  it.each(attempts)('that %s', async (_what, headers, status) => {
    const { client, cookie } = await signedIn();
    const attempt = { method: 'POST', headers: { ...json, cookie, ...headers }, body: '{}' };
    expect((await ask(client, '/api/v1/courses', attempt)).status).toBe(status);
  });

  it('that comes from a page of this very host is taken without Sec-Fetch-Site as well', async () => {
    const { client, cookie } = await signedIn();
    const own = { method: 'POST', headers: { ...json, cookie, origin: client }, body: '{}' };
    expect((await ask(client, '/api/v1/courses', own)).status).toBe(200);
  });
});

describe('what identity answers with tokens', () => {
  it.each(['/api/v1/sessions', '/api/v1/sessions/refresh', '/api/v1/account/password'])(
    '%s cannot be reached from a browser',
    async (path) => {
      const { client } = await start();
      const attempt = { method: 'POST', headers: json, body: '{}' };
      expect((await ask(client, path, attempt)).json()).toMatchObject({ status: 404 });
    },
  );
});

describe('what identity answers and nobody can use', () => {
  const good = {
    accessToken: 'a',
    tokenType: 'Bearer',
    expiresIn: 600,
    refreshToken: 'r',
    refreshExpiresIn: 600,
  };

  it.each([
    'null',
    '5',
    '{}',
    '<html>',
    JSON.stringify({ ...good, accessToken: 1 }),
    JSON.stringify({ ...good, accessToken: 'a\r\nx: y' }),
    JSON.stringify({ ...good, accessToken: '\u2603' }),
    JSON.stringify({ ...good, expiresIn: 'x' }),
    JSON.stringify({ ...good, refreshExpiresIn: 1e300 }),
    JSON.stringify({ code: ['forbidden'] }),
  ])('is a 502 at sign-in: %s', async (body) => {
    const identity = await startUpstream((_req, res) => void res.writeHead(200, json).end(body));
    const client = await startClient({ identityUrl: identity.url });
    stopLater(identity, client);
    const reply = await signIn(client.url);
    expect([reply.status, reply.json().code]).toEqual([502, 'upstream-unavailable']);
    expect(reply.headers['set-cookie']).toBeUndefined();
  });
});
