import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleTests, itInProcess } from '@courses/testing';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { bearer, passTime, settings, startIdentity, type Identity } from './identity';

let identity: Identity;

beforeEach(async () => {
  identity = await startIdentity();
});
afterEach(async () => {
  jest.useRealTimers();
  await identity.stop();
});

const readKeys = async () => (await identity.request.get('/.well-known/jwks.json').expect(200)).body;

/** The command as an operator runs it. */
async function rotateKeys(special: object = {}) {
  const env = { ...process.env, AMQP_URL: 'amqp://unused', MONGODB_URI: identity.backingServices.mongodbUri };
  const { KEY_SECRET, AUTH_ISSUER } = settings;
  const root = join(__dirname, '../../..');
  const program = bundleTests()
    ? ['dist/apps/identity/main.js']
    : ['--import', 'tsx', 'apps/identity/src/main.ts'];
  const child = spawn(process.execPath, [...program, 'rotate-keys'], {
    cwd: root,
    env: { ...env, KEY_SECRET, AUTH_ISSUER, TSX_TSCONFIG_PATH: 'tsconfig.base.json', ...special },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

it('publishes the public part of the signing keys with a cache lifetime of five minutes', async () => {
  const { keys } = await readKeys();
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
  ]);
  await identity.request.get('/.well-known/jwks.json').expect('cache-control', 'public, max-age=300');
});

it('publishes the key set URL in a discovery document that lists supported features only', async () => {
  const { body } = await identity.request.get('/.well-known/openid-configuration').expect(200);
  expect(body).toEqual({
    issuer: settings.AUTH_ISSUER,
    jwks_uri: `${settings.AUTH_ISSUER}/.well-known/jwks.json`,
    claims_supported: ['iss', 'aud', 'sub', 'exp', 'iat', 'jti', 'roles'],
  });
  await identity.request.get(new URL(body.jwks_uri).pathname).expect(200);
});

it('rejects a KEY_SECRET that the stored signing keys were not encrypted with', async () => {
  const { output, code } = await rotateKeys({ KEY_SECRET: 'another secret of thirty-two letters' });
  expect([code, output]).toEqual([
    1,
    'KEY_SECRET is not the one that the signing keys in the database were encrypted with.\n',
  ]);
});

it('shares one set of signing keys between replicas that start concurrently', async () => {
  const replicas = await Promise.all([1, 2, 3].map(() => startIdentity({}, identity.backingServices)));
  const { tokens } = await identity.signedIn();
  for (const replica of replicas) {
    await replica.request.get('/v1/account').set(bearer(tokens.accessToken)).expect(200);
    await replica.stop();
  }
});

itInProcess('rotates the signing keys without rejecting a single request', async () => {
  const person = await identity.signedIn();
  const before = decodeProtectedHeader(person.tokens.accessToken).kid;
  const { code, output } = await rotateKeys();
  expect([code, output]).toEqual([0, expect.stringMatching(/^Key \S+ is published now and signs from /)]);
  expect((await rotateKeys()).output).toMatch(/^The next key signs from /);

  const signers = new Set<unknown>();
  const issued: { token: string; until: number }[] = [];
  let { refreshToken } = person.tokens;
  // A service reads the keys every five minutes, and a person refreshes every two, for an hour.
  let known = createLocalJWKSet(await readKeys());
  for (let second = 0; second < 3_600; second += 120) {
    passTime(120);
    if (second % 360 === 0) known = createLocalJWKSet(await readKeys());
    const { body } = await identity.refresh(refreshToken).expect(200);
    refreshToken = body.refreshToken;
    signers.add(decodeProtectedHeader(body.accessToken).kid);
    issued.push({ token: body.accessToken, until: Date.now() + 590_000 });
    for (const { token, until } of issued.filter((each) => each.until > Date.now())) {
      await jwtVerify(token, known, { currentDate: new Date() });
      expect(until).toBeGreaterThan(Date.now());
    }
    await identity.request.get('/v1/account').set(bearer(body.accessToken)).expect(200);
  }
  expect(signers.size).toBe(2);
  const { keys } = await readKeys();
  expect(keys).toHaveLength(1);
  expect(keys[0].kid).not.toBe(before);
});

it.each([
  [{ KEY_SECRET: 'short' }, 'Configuration: KEY_SECRET must have at least 32 characters\n'],
  [{ MONGODB_URI: '' }, 'Configuration: MONGODB_URI is missing\n'],
])('rotate-keys exits with a message about an invalid setting: %j', async (special, sentence) => {
  expect(await rotateKeys(special)).toEqual({ code: 1, output: sentence });
});
