import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testIssuer, waitFor, type TestIssuer } from '@courses/testing';
import { validate } from 'uuid';
import { startGuardedApp } from './guarded-app';

let issuer: TestIssuer;
let app: Awaited<ReturnType<typeof startGuardedApp>>;
const hour = 3_600_000;

const requestWith = (token: string) => app.request.get('/v1/users').set('authorization', `Bearer ${token}`);

/** Sends without an end, as fast as it is read. */
function endless(res: ServerResponse): void {
  const more = () =>
    void (res.destroyed || (res.write(' '.repeat(10_000)) ? setImmediate(more) : res.once('drain', more)));
  more();
}

afterEach(() => Promise.all([app.stop(), issuer.stop()]));

describe('the key set of the issuer', () => {
  it('is loaded once for concurrent requests', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp(issuer.config);
    const token = await issuer.token();
    await Promise.all(Array.from({ length: 20 }, () => requestWith(token).expect(200)));
    expect(issuer.reads()).toBe(1);
  });

  it('is reloaded when a token has a new key id', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp(issuer.config, { maxAgeMs: hour, cooldownMs: 0 });
    await requestWith(await issuer.token()).expect(200);
    await issuer.replaceKey();
    await requestWith(await issuer.token()).expect(200);
    expect(issuer.reads()).toBe(2);
  });

  it('is not reloaded for every forged key id', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp(issuer.config, { maxAgeMs: hour, cooldownMs: hour });
    await requestWith(await issuer.token()).expect(200);
    for (let i = 0; i < 50; i += 1)
      await requestWith(await issuer.token({}, { kid: `made-up-${i}` })).expect(401);
    expect(issuer.reads()).toBe(1);
  });

  it('is reloaded when its cache lifetime ends, so that a revoked key is rejected', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp(issuer.config, { maxAgeMs: 0, cooldownMs: 0 });
    const token = await issuer.token();
    await requestWith(token).expect(200);
    await issuer.replaceKey();
    await waitFor('the old key to be gone', async () => (await requestWith(token)).status === 401);
  });

  it('stays cached while the issuer is unavailable', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp(issuer.config, { maxAgeMs: 0, cooldownMs: 0 });
    const token = await issuer.token();
    await requestWith(token).expect(200);
    await issuer.stop();
    for (let i = 0; i < 5; i += 1) await requestWith(token).expect(200);
    await requestWith(await issuer.token({}, { kid: 'unknown' })).expect(401);
  });

  it('makes requests fail with 503 instead of 401 when it was never loaded', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp(issuer.config);
    await issuer.stop();
    const { body } = await requestWith(await issuer.token()).expect(503);
    expect(body).toMatchObject({ code: 'not-ready' });
    expect(JSON.stringify(body)).not.toContain('127.0.0.1');
  });

  const answers: [string, (res: ServerResponse) => void][] = [
    ['nothing', () => undefined],
    ['the beginning of a document', (res) => res.writeHead(200).write('{"keys":[')],
    ['an endless document', (res) => endless(res.writeHead(200))],
    ['a redirect', (res) => res.writeHead(302, { location: `${issuer.url}/jwks` }).end()],
    ['an error', (res) => res.writeHead(500).end('{"keys":[]}')],
  ];

  it.each(answers)(
    'makes requests fail with 503 when its publisher answers %s',
    async (_what, answer) => {
      issuer = await testIssuer();
      const publisher = createServer((_req, res) => answer(res));
      publisher.listen(0, '127.0.0.1');
      await once(publisher, 'listening');
      const url = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
      app = await startGuardedApp({ ...issuer.config, AUTH_JWKS_URL: url });
      const { body, headers } = await requestWith(await issuer.token()).expect(503);
      expect(body).toMatchObject({ code: 'not-ready' });
      expect(headers['retry-after']).toBe('2');
      publisher.closeAllConnections();
      publisher.close();
    },
    30_000,
  );

  it('makes requests fail with 503 when the requested key is malformed', async () => {
    issuer = await testIssuer();
    const keys = [{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', kid: 'broken', x: '!!!' }];
    const publisher = createServer((_req, res) => res.end(JSON.stringify({ keys })));
    publisher.listen(0, '127.0.0.1');
    await once(publisher, 'listening');
    const url = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}`;
    app = await startGuardedApp({ ...issuer.config, AUTH_JWKS_URL: url });
    const { body } = await requestWith(await issuer.token({}, { kid: 'broken' })).expect(503);
    expect(body).toMatchObject({ code: 'not-ready' });
    publisher.close();
  });

  it('is not loaded from a discovery document of another issuer', async () => {
    issuer = await testIssuer();
    app = await startGuardedApp({
      ...issuer.config,
      AUTH_ISSUER: issuer.url.replace('127.0.0.1', 'localhost'),
    });
    await requestWith(await issuer.token()).expect(503);
  });
});

describe('another OIDC issuer', () => {
  it('is supported by configuration, with its own algorithm, roles claim and subjects', async () => {
    issuer = await testIssuer({ algorithm: 'RS256' });
    app = await startGuardedApp({ ...issuer.config, AUTH_ROLES_CLAIM: 'realm_access.roles' });
    const claims = { sub: 'auth0|4711', realm_access: { roles: ['instructor', 'offline_access'] } };
    const [one, again] = [
      await requestWith(await issuer.token(claims)),
      await requestWith(await issuer.token(claims)),
    ];
    expect(one.body).toMatchObject({ roles: ['instructor'] });
    expect(validate(one.body.id)).toBe(true);
    expect(again.body.id).toBe(one.body.id);
    expect((await requestWith(await issuer.token({ sub: 'auth0|4712' }))).body.id).not.toBe(one.body.id);
  });

  it('may use a URL as the name of the roles claim, and a configured key set URL', async () => {
    issuer = await testIssuer({ algorithm: 'ES256' });
    const claim = 'https://example.com/roles';
    const config = { ...issuer.config, AUTH_ROLES_CLAIM: claim, AUTH_JWKS_URL: `${issuer.url}/jwks` };
    app = await startGuardedApp(config);
    expect((await requestWith(await issuer.token({ [claim]: ['admin'] }))).body).toMatchObject({
      roles: ['admin'],
    });
  });

  it('has its tokens rejected when its algorithm is not configured', async () => {
    issuer = await testIssuer({ algorithm: 'RS256' });
    app = await startGuardedApp({ ...issuer.config, AUTH_ALGORITHMS: ['EdDSA'] });
    await requestWith(await issuer.token()).expect(401);
  });
});
