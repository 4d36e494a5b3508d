import { stopAll } from './client-fixture';
import { sendRequest } from './send-request';
import { json, signedIn, startWithIdentity } from './session-fixture';

afterEach(stopAll);

describe('same-origin check', () => {
  const attempts: [string, number, Record<string, string>][] = [
    ['says that it comes from elsewhere', 403, { 'sec-fetch-site': 'cross-site' }],
    ['comes from a neighbor in the same domain', 403, { 'sec-fetch-site': 'same-site' }],
    ['has a foreign origin', 403, { origin: 'https://evil.example' }],
    ['has no origin that can be read', 403, { origin: 'null' }],
    ['does not say where it comes from, but brings a session', 403, {}],
    ['comes from our own page', 200, { 'sec-fetch-site': 'same-origin', origin: 'https://x.example' }],
  ];

  it.each(attempts)('answers a change that %s with %d', async (_what, status, headers) => {
    const { client, cookie } = await signedIn();
    const attempt = { method: 'POST', headers: { ...json, cookie, ...headers }, body: '{}' };
    expect((await sendRequest(client, '/api/v1/courses', attempt)).status).toBe(status);
  });

  it('accepts a change from a page of this host without Sec-Fetch-Site', async () => {
    const { client, cookie } = await signedIn();
    const own = { method: 'POST', headers: { ...json, cookie, origin: client }, body: '{}' };
    expect((await sendRequest(client, '/api/v1/courses', own)).status).toBe(200);
  });
});

describe('endpoints that return tokens', () => {
  it.each(['/api/v1/sessions', '/api/v1/sessions/refresh', '/api/v1/account/password'])(
    'does not forward %s',
    async (path) => {
      const { client } = await startWithIdentity();
      const attempt = { method: 'POST', headers: json, body: '{}' };
      expect((await sendRequest(client, path, attempt)).json()).toMatchObject({ status: 404 });
    },
  );
});
