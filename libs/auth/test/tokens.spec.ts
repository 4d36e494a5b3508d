import { forgeries, testIssuer, type TestIssuer } from '@courses/testing';
import { startGuardedApp } from './guarded-app';

let issuer: TestIssuer;
let other: TestIssuer;
let app: Awaited<ReturnType<typeof startGuardedApp>>;

beforeAll(async () => {
  [issuer, other] = [await testIssuer(), await testIssuer()];
  app = await startGuardedApp(issuer.config);
});
afterAll(() => Promise.all([app.stop(), issuer.stop(), other.stop()]));

const get = (path: string, authorization?: string) =>
  app.request.get(path).set(authorization === undefined ? {} : { authorization });

it('a good token says who asks', async () => {
  const { id, headers } = await issuer.user(['student', 'admin']);
  const { body } = await app.request.get('/v1/users').set(headers).expect(200);
  expect(body).toEqual({ id, roles: ['student', 'admin'] });
});

it('no token is asked for one, and nobody is kept from what is for everybody', async () => {
  const { body, headers } = await get('/v1/users').expect(401);
  expect(body).toMatchObject({ code: 'unauthenticated' });
  expect(headers['www-authenticate']).toBe('Bearer realm="courses"');
  expect((await get('/v1/all').expect(200)).body).toEqual({});
});

describe.each(Object.keys(forgeries))('a token that %s', (name) => {
  it.each(['/v1/users', '/v1/all'])('is refused at %s, without the reason', async (path) => {
    const token = (await forgeries[name]?.(issuer, other)) ?? '';
    const { status, body, headers } = await get(path, `Bearer ${token}`);
    expect({ status, code: body.code, detail: body.detail }).toEqual({
      status: 401,
      code: 'unauthenticated',
      detail: 'A valid access token is required',
    });
    expect(headers['www-authenticate']).toBe('Bearer realm="courses", error="invalid_token"');
  });
});

it.each(['', 'Bearer', 'Basic YTpi', 'Token x', 'Bearer a b', 'Bearer {}', 'Bearer a,Bearer b'])(
  'the header "%s" is refused',
  async (authorization) => {
    await get('/v1/users', authorization).expect(401);
  },
);

it('a token counts in its header only', async () => {
  const { token } = await issuer.user();
  await app.request.get(`/v1/users?access_token=${token}`).set('cookie', `access_token=${token}`).expect(401);
});

describe('a role', () => {
  it('opens what needs it', async () => {
    const { headers } = await issuer.user(['admin']);
    await app.request.post('/v1/admins').set(headers).send({ name: 'x' }).expect(200);
  });

  it('that is missing closes it, and the body is not even read', async () => {
    const { headers } = await issuer.user(['student', 'instructor']);
    const answer = await app.request.post('/v1/admins').set(headers).type('json').send('{').expect(403);
    expect(answer.body).toMatchObject({ code: 'forbidden' });
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="courses", error="insufficient_scope"');
  });

  it('in the body counts for nothing', async () => {
    const { headers } = await issuer.user(['student']);
    const body = { name: 'x', roles: ['admin'], user: { roles: ['admin'] } };
    await app.request.post('/v1/admins').set(headers).send(body).expect(403);
  });

  it('that is unknown here, or no list, counts for nothing', async () => {
    const token = await issuer.token({ roles: ['root', 'ADMIN', 'student'] });
    expect((await get('/v1/users', `Bearer ${token}`)).body.roles).toEqual(['student']);
    const admin = await issuer.token({ roles: 'admin' });
    await app.request.post('/v1/admins').set('authorization', `Bearer ${admin}`).send({}).expect(403);
  });
});

it('the OpenAPI document says what needs a token', async () => {
  const { paths, components } = (await app.request.get('/openapi.json').expect(200)).body;
  expect(components.securitySchemes.bearer).toMatchObject({ type: 'http', scheme: 'bearer' });
  expect(paths['/v1/users'].get.security).toEqual([{ bearer: [] }]);
  expect(paths['/v1/all'].get.security).toEqual([{}, { bearer: [] }]);
  expect(Object.keys(paths['/v1/admins'].post.responses)).toEqual(
    expect.arrayContaining(['401', '403', '503']),
  );
});
