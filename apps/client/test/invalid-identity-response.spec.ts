import { json, signIn } from './session-fixture';
import { stopAll, stopLater } from './client-fixture';
import { startClient, startUpstream } from './start-client';

afterEach(stopAll);

describe('an invalid response of identity', () => {
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
  ])('answers sign-in with 502 for %s', async (body) => {
    const identity = await startUpstream((_req, res) => void res.writeHead(200, json).end(body));
    const client = await startClient({ identityUrl: identity.url });
    stopLater(identity, client);
    const reply = await signIn(client.url);
    expect([reply.status, reply.json().code]).toEqual([502, 'upstream-unavailable']);
    expect(reply.headers['set-cookie']).toBeUndefined();
  });
});
