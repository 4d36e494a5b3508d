import crypto from 'node:crypto';
import { newAddress, passTime, startIdentity, type Identity } from './identity';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity();
});
beforeEach(() => passTime(0));
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});
afterAll(() => identity.stop());

/** For tests of how often, not of what: every hash is another one, at once. */
const skipHashing = () =>
  jest.spyOn(crypto, 'scrypt').mockImplementation((_password, _salt, length, _options, done) => {
    done(null, crypto.randomBytes(length));
  });

const wrong = { password: 'not the password' };

describe('a wrong password', () => {
  it('gets the same response as an unknown address, after the same work', async () => {
    const hashing = jest.spyOn(crypto, 'scrypt');
    const { email } = await identity.register();
    hashing.mockClear();
    const known = await identity.signIn({ email, ...wrong }).expect(401);
    const workForKnown = hashing.mock.calls.map(([, , length, options]) => [length, options]);
    hashing.mockClear();
    const unknown = await identity.signIn({ email: `un${email}`, ...wrong }).expect(401);
    expect(hashing.mock.calls.map(([, , length, options]) => [length, options])).toEqual(workForKnown);
    expect(workForKnown).toHaveLength(1);
    const essence = ({ body, headers }: typeof known) => ({
      ...body,
      requestId: '',
      names: Object.keys(headers).sort(),
      challenge: headers['www-authenticate'],
    });
    expect(essence(known)).toEqual(essence(unknown));
    expect(known.body).toMatchObject({
      code: 'invalid-credentials',
      title: 'Wrong e-mail address or password',
    });
  });

  it('is delayed increasingly after five attempts, also for an address without an account', async () => {
    const { email } = await identity.register();
    skipHashing();
    for (const target of [email, `un${email}`]) {
      const address = newAddress();
      const guess = () => identity.signIn({ email: target, ...wrong }, address);
      for (let i = 0; i < 5; i += 1) await guess().expect(401);
      const delays: number[] = [];
      for (let i = 0; i < 4; i += 1) {
        const { body, headers } = await guess().expect(429);
        expect(body.code).toBe('rate-limited');
        delays.push(Number(headers['retry-after']));
        passTime(Number(headers['retry-after']));
        await guess().expect(401);
      }
      expect(delays).toEqual([1, 2, 4, 8]);
    }
  });

  it('is not checked during the delay, even if it is right', async () => {
    const { email, password } = await identity.register();
    const address = newAddress();
    for (let i = 0; i < 5; i += 1) await identity.signIn({ email, ...wrong }, address);
    await identity.signIn({ email, password }, address).expect(429);
    passTime(2);
    await identity.signIn({ email, password }, address).expect(201);
  });

  it('does not lock out the same account from other addresses', async () => {
    const person = await identity.register();
    const attacker = newAddress();
    for (let i = 0; i < 8; i += 1) await identity.signIn({ ...person, ...wrong }, attacker);
    await identity.signIn({ ...person, ...wrong }, attacker).expect(429);
    await identity.signIn(person).expect(201);
  });

  it('gets no more attempts concurrently than sequentially', async () => {
    const { email } = await identity.register();
    skipHashing();
    const address = newAddress();
    const guesses = Array.from({ length: 30 }, () => identity.signIn({ email, ...wrong }, address));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(25);
  });

  it('is limited by address across accounts, unless sign-ins succeed', async () => {
    const person = await identity.register();
    const school = newAddress();
    for (let i = 0; i < 6; i += 1) await identity.signIn(person, school).expect(201);
    skipHashing();
    const guess = (i: number) => identity.signIn({ email: `nobody-${i}@example.com`, ...wrong }, school);
    for (let i = 0; i < 50; i += 1) await guess(i).expect(401);
    await guess(50).expect(429);
  });

  it('is counted across replicas', async () => {
    const replica = await startIdentity({}, identity.backingServices);
    const { email } = await identity.register();
    const address = newAddress();
    for (let i = 0; i < 5; i += 1) await identity.signIn({ email, ...wrong }, address).expect(401);
    await replica.signIn({ email, ...wrong }, address).expect(429);
    await replica.stop();
  });
});

describe('X-Forwarded-For', () => {
  it('counts as far as the proxies that are configured added to it', async () => {
    const { email } = await identity.register();
    const address = newAddress();
    for (let i = 0; i < 5; i += 1)
      await identity.signIn({ email, ...wrong }, `1.2.3.${i}, ${address}`).expect(401);
    await identity.signIn({ email, ...wrong }, `1.2.3.9, ${address}`).expect(429);
  });

  it.each([
    [
      'an IPv4 address',
      (i: number) => ['7.7.7.7', `7.7.7.7:${i}`, `::ffff:7.7.7.7`, `[::FFFF:707:707]:${i}`][i % 4],
    ],
    ['a network of IPv6', (i: number) => [`2001:db8:7:7::${i}`, `[2001:DB8:7:7:${i}::]:443`][i % 2]],
    ['no address', (i: number) => `nonsense-${i}`],
  ] as const)('counts %s once, however it is spelled', async (_what, spelling) => {
    const { email } = await identity.register();
    const guess = (i: number) => identity.signIn({ email, ...wrong }, spelling(i));
    for (let i = 0; i < 5; i += 1) await guess(i).expect(401);
    for (let i = 5; i < 9; i += 1) await guess(i).expect(429);
  });

  it('counts for nothing where no proxy is configured, nor do its relatives', async () => {
    const direct = await startIdentity({ TRUST_PROXY: 0 }, identity.backingServices);
    const { email } = await identity.register();
    const guess = (i: number) =>
      direct
        .signIn({ email, ...wrong }, `1.2.3.${i}`)
        .set('forwarded', `for=1.2.3.${i}`)
        .set('x-real-ip', `1.2.3.${i}`);
    for (let i = 0; i < 5; i += 1) await guess(i).expect(401);
    await guess(6).expect(429);
    await direct.stop();
  });
});

it('limits registrations by address', async () => {
  skipHashing();
  const address = newAddress();
  const register = (i: number) =>
    identity.request
      .post('/v1/accounts')
      .set('x-forwarded-for', address)
      .send({ email: `many-${i}@example.com`, password: 'correct horse battery', displayName: 'Many' });
  for (let i = 0; i < 20; i += 1) await register(i).expect(204);
  await register(20).expect(429);
});

it('rejects the passwords of the quick start in production', async () => {
  const production = await startIdentity({ NODE_ENV: 'production' }, identity.backingServices);
  for (const role of ['student', 'instructor', 'admin']) {
    const person = { email: `demo-${role}@example.com`, password: `demo-${role}-1` };
    await identity.register(person);
    await identity.signIn(person).expect(201);
    expect((await production.signIn(person).expect(401)).body.code).toBe('invalid-credentials');
  }
  await production.stop();
});
