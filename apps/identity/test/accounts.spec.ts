import { accountRegistered, account as accountSchema } from '@courses/contracts';
import { itInProcess, recordEvents, undocumentedRoutes, type EventRecorder } from '@courses/testing';
import { aPerson, newAddress, startIdentity, type Identity } from './identity';

let identity: Identity;
let registered: EventRecorder<typeof accountRegistered>;

beforeAll(async () => {
  identity = await startIdentity();
  registered = await recordEvents(identity.backingServices, accountRegistered);
});
afterAll(async () => {
  await registered.stop();
  await identity.stop();
});

const post = (body: object) =>
  identity.request.post('/v1/accounts').set('x-forwarded-for', newAddress()).send(body);

describe('registering', () => {
  it('creates a student, who can sign in and read the account', async () => {
    const { email, headers, id } = await identity.signedIn({ displayName: '  Grace Hopper ' });
    const { body } = await identity.request.get('/v1/account').set(headers).expect(200).expect('etag', '"1"');
    expect(accountSchema.parse(body)).toMatchObject({
      id,
      email,
      displayName: 'Grace Hopper',
      roles: ['student'],
      version: 1,
    });
  });

  it('publishes an event without the e-mail address', async () => {
    const { id } = await identity.signedIn();
    const { data, aggregateVersion } = await registered.about(id);
    expect(data).toEqual({ id, displayName: 'Grace Hopper', roles: ['student'] });
    expect(aggregateVersion).toBe(1);
  });

  it('responds the same for an existing address, and changes nothing', async () => {
    const { email, password, id } = await identity.signedIn();
    const again = { email: email.toUpperCase(), password: 'another long password', displayName: 'Eve' };
    const [known, unknown] = [await post(again), await post(aPerson())];
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect([known.status, known.text]).toEqual([204, '']);
    await identity.signIn(again).expect(401);
    expect((await identity.signIn({ email, password }).expect(201)).body).toBeDefined();
    await registered.about(id);
    expect(registered.messages.filter(({ subject }) => subject === id)).toHaveLength(1);
  });

  it('creates one account for concurrent registrations of one address', async () => {
    const person = aPerson();
    const same = [
      person.email,
      person.email.toUpperCase(),
      ` ${person.email}`,
      person.email.replace('@', '＠'),
    ];
    await Promise.all(same.map((email) => post({ ...person, email }).expect(204)));
    await identity.signIn(person).expect(201);
    const { headers } = await identity.admin();
    const { body } = await identity.request.get('/v1/accounts').query({ search: person.email }).set(headers);
    expect(body.items).toHaveLength(1);
  });

  it.each(['\u0430da@example.com', 'ada\u200b@example.com', 'ada@', 'ada@127.0.0.1', 'x'])(
    'refuses the address %j',
    async (email) => {
      const { body } = await post(aPerson({ email })).expect(400);
      expect(body.errors).toEqual([expect.objectContaining({ in: 'body', pointer: '/email' })]);
    },
  );

  it.each([
    ['short', 'ab3?ef9!x'],
    ['short, in characters', '🦄🦄🦊🦊🐢🐢'],
    ['common', 'Password123'],
    ['common, on a full-width keyboard', 'ｐａｓｓｗｏｒｄ１２３'],
    ['of few characters', 'ababababababab'],
    ['the address', 'Someone.Else@example.com'],
    ['the name in the address', 'someone.else'],
  ])('rejects a password that is %s', async (_what, password) => {
    const { body } = await post(aPerson({ email: 'someone.else@example.com', password })).expect(422);
    expect(body).toMatchObject({ code: 'password-refused' });
    expect(JSON.stringify(body)).not.toContain(password);
  });

  it.each([
    ['/password', { password: 'x'.repeat(129) }],
    ['/password', { password: { $ne: '' } }],
    ['/email', { email: ['a@example.com'] }],
    ['/email', { email: `${'a'.repeat(250)}@example.com` }],
    ['/displayName', { displayName: 'two\nlines' }],
    ['/displayName', { displayName: '\u202egnp.exe' }],
    ['/roles', { roles: ['admin'] }],
    ['/passwordHash', { passwordHash: 'x' }],
    ['/id', { id: '00000000-0000-4000-8000-000000000000' }],
    ['/epoch', { epoch: 7 }],
  ])('rejects a wrong or unknown %s', async (pointer, fields) => {
    const { body } = await post(aPerson(fields)).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ in: 'body', pointer })]);
  });

  it('names the errors of address and password at once', async () => {
    const { body } = await post(aPerson({ email: 'ada@', password: 'Password123' })).expect(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/email', '/password']);
  });

  it('accepts a password in any Unicode composition', async () => {
    const { email } = await identity.register({ password: 'cafe\u0301 au lait' });
    await identity.signIn({ email, password: 'caf\u00e9 au lait' }).expect(201);
  });
});

it('no response contains a hash, and none may be cached', async () => {
  const { email, password, headers } = await identity.signedIn();
  const answers = [
    await identity.signIn({ email, password }),
    await identity.request.get('/v1/account').set(headers),
  ];
  for (const { text, headers: sent } of answers) {
    expect(text).not.toMatch(/scrypt|epoch/);
    expect(sent['cache-control']).toBe('no-store');
  }
  expect(JSON.stringify(identity.log)).not.toContain(password);
});

itInProcess('documents every route', async () => {
  const { body } = await identity.request.get('/openapi.json').expect(200);
  expect(undocumentedRoutes(identity.app, body)).toEqual([]);
  expect(body.paths['/v1/account'].get.security).toEqual([{ bearer: [] }]);
});
