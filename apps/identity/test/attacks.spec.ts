import { createHmac, createPublicKey } from 'node:crypto';
import { identityApi, type Endpoint } from '@courses/contracts';
import { itInProcess, testIssuer, type TestIssuer } from '@courses/testing';
import { passTime, startIdentity, type Identity, type SignedIn } from './identity';

let identity: Identity;
let person: SignedIn;
let other: TestIssuer;

beforeAll(async () => {
  [identity, other] = [await startIdentity(), await testIssuer()];
  person = await identity.signedIn();
});
afterEach(() => jest.useRealTimers());
afterAll(() => Promise.all([identity.stop(), other.stop()]));

const guarded = (Object.values(identityApi) as Endpoint[]).filter(({ access }) => access);
const id = '00000000-0000-4000-8000-000000000000';
const send = ({ method, path }: Endpoint, authorization?: string) =>
  identity.request[method](path.replace(':accountId', id)).set(authorization ? { authorization } : {});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string) => token.split('.') as [string, string, string];
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(partsOf(token)[0], 'base64url').toString()) as object;
const asAdmin = (token: string) =>
  encode({
    ...(JSON.parse(Buffer.from(partsOf(token)[1], 'base64url').toString()) as object),
    roles: ['admin'],
  });

/** Made from a good token of identity itself, or by somebody else. */
const forgeries: Record<string, (token: string) => Promise<string> | string> = {
  'with a role added': (token) => [partsOf(token)[0], asAdmin(token), partsOf(token)[2]].join('.'),
  'with alg none': (token) => `${encode({ ...headerOf(token), alg: 'none' })}.${asAdmin(token)}.`,
  'with the public key as a shared secret': async (token) => {
    const [jwk] = (await identity.request.get('/.well-known/jwks.json')).body.keys;
    const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'spki' });
    const signed = `${encode({ ...headerOf(token), alg: 'HS256' })}.${asAdmin(token)}`;
    return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
  },
  'of another issuer': () => other.token({ roles: ['admin'] }),
  'of another issuer in the name of this one': () =>
    other.token({ iss: 'http://identity.test', roles: ['admin'] }),
  'of another issuer under the id of our key': (token) =>
    other.token({ iss: 'http://identity.test', roles: ['admin'] }, headerOf(token)),
  'for somebody else, with our signature': (token) =>
    [partsOf(token)[0], encode({ sub: id, roles: ['admin'] }), partsOf(token)[2]].join('.'),
};

describe.each(guarded.map((endpoint) => [endpoint.id, endpoint] as const))('%s', (_id, endpoint) => {
  it('requires a token', async () => {
    const { body, headers } = await send(endpoint).expect(401);
    expect(body.code).toBe('unauthenticated');
    expect(headers['www-authenticate']).toBe('Bearer realm="courses"');
  });

  it.each(Object.keys(forgeries))('rejects a token %s', async (name) => {
    const token = (await forgeries[name]?.(person.tokens.accessToken)) ?? '';
    const { body, headers } = await send(endpoint, `Bearer ${token}`).expect(401);
    expect(body).toMatchObject({
      code: 'unauthenticated',
      detail: 'A valid access token is required',
    });
    expect(headers['www-authenticate']).toBe('Bearer realm="courses", error="invalid_token"');
  });

  itInProcess('rejects an expired token', async () => {
    passTime(606);
    await send(endpoint, person.headers.authorization).expect(401);
  });

  if (endpoint.access?.roles) {
    it('rejects students', async () => {
      expect((await send(endpoint, person.headers.authorization).expect(403)).body.code).toBe('forbidden');
    });
  }
});

it('no endpoint authenticates by cookie, so cross-site requests are powerless', async () => {
  const cookie = `access_token=${person.tokens.accessToken}; session=${person.tokens.refreshToken}`;
  for (const endpoint of guarded) await send(endpoint).set('cookie', cookie).expect(401);
});

it('rejects form bodies, which another site could send', async () => {
  const { email, password } = person;
  await identity.request.post('/v1/sessions').type('form').send({ email, password }).expect(415);
  await identity.request.post('/v1/accounts').type('text').send(JSON.stringify({ email })).expect(415);
});

it.each([
  ['/v1/sessions', { email: { $gt: '' }, password: { $gt: '' } }],
  ['/v1/sessions', { email: 'a@example.com', password: 'x'.repeat(129) }],
  ['/v1/sessions', { email: 'a@example.com', password: 'x', roles: ['admin'] }],
  ['/v1/sessions/refresh', { refreshToken: { $ne: '' } }],
  ['/v1/sessions/refresh', { refreshToken: 'x'.repeat(1_000) }],
  ['/v1/sessions/refresh', { refreshToken: 'x', accountId: id }],
])('%s rejects %j', async (path, body) => {
  expect((await identity.request.post(path).send(body).expect(400)).body.code).toBe('validation-failed');
});

it('does not read a very large body to its end', async () => {
  const body = { email: 'a@example.com', password: 'x'.repeat(600_000) };
  await identity.request.post('/v1/sessions').send(body).expect(413);
});
