import { itInProcess } from '@courses/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { bearer, passTime, startIdentity, type Identity } from './identity';

let identity: Identity;

beforeAll(async () => {
  identity = await startIdentity();
});
afterEach(() => jest.useRealTimers());
afterAll(() => identity.stop());

const day = 24 * 3_600;
const whoAmI = (accessToken: string) => identity.request.get('/v1/account').set(bearer(accessToken));

describe('signing in', () => {
  it('issues an access token that expires within ten minutes and carries the ids of account and session and the roles only', async () => {
    const { id, tokens } = await identity.signedIn();
    const { iat = 0, exp = 0, jti, ...claims } = decodeJwt(tokens.accessToken);
    const sid = tokens.refreshToken.split('.')[0];
    expect(claims).toEqual({ iss: 'http://identity.test', aud: 'courses', sub: id, sid, roles: ['student'] });
    expect(exp - iat).toBeLessThanOrEqual(600);
    expect(tokens.expiresIn).toBe(exp - iat);
    expect(jti).toMatch(/^[\w-]{36}$/);
    expect(decodeProtectedHeader(tokens.accessToken)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
  });

  it('starts a new session each time, whatever tokens the request carries', async () => {
    const { email, password, tokens } = await identity.signedIn();
    const given = { refreshToken: tokens.refreshToken };
    await identity.request
      .post('/v1/sessions')
      .send({ email, password, ...given })
      .expect(400);
    const { body } = await identity
      .signIn({ email, password })
      .set('cookie', `session=${tokens.refreshToken}`)
      .set(bearer(tokens.accessToken))
      .expect(201);
    expect(body.refreshToken.split('.')[0]).not.toBe(tokens.refreshToken.split('.')[0]);
  });

  itInProcess('issues an access token that expires after ten minutes', async () => {
    const { tokens } = await identity.signedIn();
    await whoAmI(tokens.accessToken).expect(200);
    passTime(610);
    await whoAmI(tokens.accessToken).expect(401);
  });
});

describe('refreshing', () => {
  it('issues a new token pair each time', async () => {
    let { refreshToken } = (await identity.signedIn()).tokens;
    for (let i = 0; i < 3; i += 1) {
      const { body } = await identity.refresh(refreshToken).expect(200);
      expect(body.refreshToken).not.toBe(refreshToken);
      await whoAmI(body.accessToken).expect(200);
      refreshToken = body.refreshToken;
    }
  });

  it('ends the session and logs a warning when an old refresh token is reused', async () => {
    const { id, tokens } = await identity.signedIn();
    const second = (await identity.refresh(tokens.refreshToken).expect(200)).body;
    const third = (await identity.refresh(second.refreshToken).expect(200)).body;
    expect((await identity.refresh(tokens.refreshToken).expect(401)).body.code).toBe('session-ended');
    await identity.refresh(third.refreshToken).expect(401);
    expect(identity.log).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        accountId: id,
        msg: 'refresh token reused: session ended',
      }),
    );
  });

  itInProcess(
    'issues the same successor on every replica within the grace period, and ends the session when it is reused later',
    async () => {
      const replica = await startIdentity({}, identity.backingServices);
      const { tokens } = await identity.signedIn();
      const next = (await identity.refresh(tokens.refreshToken).expect(200)).body;
      passTime(119);
      for (const each of [identity, replica]) {
        const { body } = await each.refresh(tokens.refreshToken).expect(200);
        expect(body.refreshToken).toBe(next.refreshToken);
      }
      await replica.stop();
      jest.useRealTimers();
      passTime(121);
      await identity.refresh(tokens.refreshToken).expect(401);
      await identity.refresh(next.refreshToken).expect(401);
    },
  );

  it('issues one refresh token for concurrent refreshes of several replicas', async () => {
    const replica = await startIdentity({}, identity.backingServices);
    const { tokens } = await identity.signedIn();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? replica : identity).refresh(tokens.refreshToken)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1);
    await identity.refresh(answers[0]?.body.refreshToken).expect(200);
    await replica.stop();
  });

  it('ends the session when the session id is right and the secret is wrong', async () => {
    const { tokens } = await identity.signedIn();
    const [sessionId] = tokens.refreshToken.split('.');
    await identity.refresh(`${sessionId}.${'A'.repeat(43)}`).expect(401);
    await identity.refresh(tokens.refreshToken).expect(401);
  });

  itInProcess('rejects the refresh token when the session expires after 30 days', async () => {
    const { tokens } = await identity.signedIn();
    expect(tokens.refreshExpiresIn).toBeGreaterThan(29 * day);
    passTime(31 * day);
    await identity.refresh(tokens.refreshToken).expect(401);
  });

  it.each(['x', `${'0'.repeat(36)}.${'A'.repeat(43)}`, 'null.null', '{"$ne":""}'])(
    'rejects the malformed or unknown refresh token "%s"',
    async (token) => {
      expect((await identity.refresh(token).expect(401)).body.code).toBe('session-ended');
    },
  );

  it('rejects an access token as a refresh token, and the reverse', async () => {
    const { tokens } = await identity.signedIn();
    await identity.refresh(tokens.accessToken).expect(400);
    await whoAmI(tokens.refreshToken).expect(401);
  });
});

describe('signing out', () => {
  const signOut = (refreshToken: string) =>
    identity.request.post('/v1/sessions/sign-out').send({ refreshToken }).expect(204);

  it('ends the current session only, and is idempotent', async () => {
    const { email, password, tokens } = await identity.signedIn();
    const other = (await identity.signIn({ email, password }).expect(201)).body;
    await signOut(tokens.refreshToken);
    await signOut(tokens.refreshToken);
    await signOut('made-up');
    await identity.refresh(tokens.refreshToken).expect(401);
    await identity.refresh(other.refreshToken).expect(200);
  });

  it('everywhere ends all sessions of the account and no session of another', async () => {
    const [one, other] = [await identity.signedIn(), await identity.signedIn()];
    const second = (await identity.signIn(one).expect(201)).body;
    await identity.request.delete('/v1/sessions').set(one.headers).expect(204);
    await identity.refresh(one.tokens.refreshToken).expect(401);
    await identity.refresh(second.refreshToken).expect(401);
    await identity.refresh(other.tokens.refreshToken).expect(200);
    const again = (await identity.signIn(one).expect(201)).body;
    await identity.refresh(again.refreshToken).expect(200);
  });
});

describe('changing the password', () => {
  const change = (headers: Record<string, string>, body: object) =>
    identity.request.put('/v1/account/password').set(headers).send(body);
  const newPassword = 'purple monkey dishwasher';

  it('ends all earlier sessions and invalidates the old password', async () => {
    const { email, password, headers, tokens } = await identity.signedIn();
    const { body } = await change(headers, { currentPassword: password, newPassword }).expect(200);
    await identity.refresh(tokens.refreshToken).expect(401);
    await identity.refresh(body.refreshToken).expect(200);
    await identity.signIn({ email, password }).expect(401);
    await identity.signIn({ email, password: newPassword }).expect(201);
  });

  itInProcess('requires the current password and limits the rate of wrong guesses', async () => {
    const { headers, password } = await identity.signedIn();
    passTime(0);
    const guess = () => change(headers, { currentPassword: 'a wrong password', newPassword });
    for (let i = 0; i < 5; i += 1) expect((await guess().expect(401)).body.code).toBe('invalid-credentials');
    await guess().expect(429);
    passTime(60);
    await change(headers, { currentPassword: password, newPassword }).expect(200);
  });

  it('rejects a password that is easy to guess', async () => {
    const { headers, password, email } = await identity.signedIn();
    for (const easy of ['short', 'password123', email])
      await change(headers, { currentPassword: password, newPassword: easy }).expect(422);
  });
});
