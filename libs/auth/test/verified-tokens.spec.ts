import { forgeries, setDate, testIssuer, waitFor, type TestIssuer } from '@courses/testing';
import { startGuardedApp } from './guarded-app';

let issuer: TestIssuer;
let app: Awaited<ReturnType<typeof startGuardedApp>>;

const hour = 3_600_000;
const requestWith = (token: string) => app.request.get('/v1/users').set('authorization', `Bearer ${token}`);

beforeEach(async () => {
  issuer = await testIssuer();
  app = await startGuardedApp(issuer.config, { maxAgeMs: hour, cooldownMs: 0 });
});
afterEach(async () => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  await Promise.all([app.stop(), issuer.stop()]);
});

it('has its signature checked once, without any digest then, and its roles each time', async () => {
  const verify = jest.spyOn(crypto.subtle, 'verify');
  const digest = jest.spyOn(crypto.subtle, 'digest');
  const { token, id } = await issuer.user(['student']);
  for (let i = 0; i < 10; i += 1)
    expect((await requestWith(token).expect(200)).body).toEqual({ id, roles: ['student'] });
  await app.request
    .post('/v1/admins')
    .set('authorization', `Bearer ${token}`)
    .send({ name: 'x' })
    .expect(403);
  expect(verify).toHaveBeenCalledTimes(1);
  expect(digest).toHaveBeenCalledTimes(0);
});

it('is not known any longer when it expires: then clocks that differ are tolerated for 5 s, as for a new one', async () => {
  const exp = Math.floor(Date.now() / 1_000) + 60;
  const token = await issuer.token({ exp });
  await requestWith(token).expect(200);
  const verify = jest.spyOn(crypto.subtle, 'verify');
  setDate(exp * 1_000 - 1);
  await requestWith(token).expect(200);
  expect(verify).toHaveBeenCalledTimes(0);
  setDate((exp + 4) * 1_000);
  await requestWith(token).expect(200);
  expect(verify).toHaveBeenCalledTimes(1);
  setDate((exp + 6) * 1_000);
  await requestWith(token).expect(401);
});

it('is verified again when the keys of the issuer change, and rejected when its key is gone', async () => {
  const token = await issuer.token();
  await requestWith(token).expect(200);
  await issuer.replaceKey();
  // A new key id makes the keys be read again.
  await requestWith(await issuer.token()).expect(200);
  await requestWith(token).expect(401);
});

it('does not keep old keys in use: a known token makes them be read again when they are too old', async () => {
  await app.stop();
  app = await startGuardedApp(issuer.config, { maxAgeMs: 0, cooldownMs: 0 });
  const token = await issuer.token();
  await requestWith(token).expect(200);
  await issuer.replaceKey();
  await waitFor('the token to be rejected', async () => (await requestWith(token)).status === 401);
});

describe.each(Object.keys(forgeries))('a token that %s', (name) => {
  it('is rejected as before while a valid one of the same user is known', async () => {
    const other = await testIssuer();
    const valid = await issuer.token();
    await requestWith(valid).expect(200);
    const forged = (await forgeries[name]?.(issuer, other)) ?? '';
    for (let i = 0; i < 2; i += 1) await requestWith(forged).expect(401);
    await requestWith(valid).expect(200);
    await other.stop();
  });
});

it('is not known by its beginning, its end or another case', async () => {
  const token = await issuer.token();
  await requestWith(token).expect(200);
  const [head, payload, signature] = token.split('.') as [string, string, string];
  for (const near of [
    `${head}.${payload}.${signature.slice(0, -2)}`,
    `${head}.${payload}.`,
    `${head}.${payload}.${signature}A`,
    `${head}.${payload}.${signature.toLowerCase()}`,
    `${payload}.${signature}`,
  ])
    await requestWith(near).expect(401);
});

it('is not known by a key that the issuer replaced while that was imported', async () => {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle);
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const spy = jest.spyOn(crypto.subtle, 'importKey');
  spy.mockImplementationOnce(async (...key: Parameters<typeof importKey>) => {
    await released;
    return importKey(...key);
  });
  const token = await issuer.token();
  const first = requestWith(token).then(({ status }) => status);
  await waitFor('the import', () => spy.mock.calls.length > 0);
  await issuer.replaceKey();
  await requestWith(await issuer.token()).expect(200);
  release();
  expect([await first, (await requestWith(token)).status]).toEqual([401, 401]);
});
