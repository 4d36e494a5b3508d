import { Writable } from 'node:stream';
import { tokens as tokensSchema, type Tokens } from '@courses/contracts';
import {
  bundleTests,
  setDate,
  startBackingServices,
  startTestService,
  type BackingServices,
  type TestService,
} from '@courses/testing';
import { decodeJwt } from 'jose';
import { pino } from 'pino';
import supertest from 'supertest';
import { buildApp } from '../src/app';
import type { Passwords } from '../src/domain/passwords';
import { scryptPasswords } from '../src/security/scrypt-passwords';

export const settings = {
  AUTH_ISSUER: 'http://identity.test',
  AUTH_AUDIENCE: 'courses',
  KEY_SECRET: 'a secret for tests of 32 letters!',
  TRUST_PROXY: 1,
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: 'the keys to everything',
  NODE_ENV: 'test',
};

export interface Person {
  email: string;
  password: string;
}

/** Somebody who is signed in. */
export interface SignedIn extends Person {
  id: string;
  tokens: Tokens;
  headers: { authorization: string };
}

/** The service under test, with what its tests do again and again. */
export interface Identity {
  url: string;
  app: TestService['app'];
  request: ReturnType<typeof supertest>;
  backingServices: BackingServices;
  /** What it logged. */
  log: Record<string, unknown>[];
  register(fields?: object): Promise<Person>;
  /** From an address of their own, unless one is given. */
  signIn(person: object, address?: string): supertest.Test;
  signedIn(fields?: object): Promise<SignedIn>;
  admin(): Promise<SignedIn>;
  refresh(refreshToken: string): supertest.Test;
  stop(): Promise<void>;
}

let addresses = 0;
/** An address that nobody had before. */
export const newAddress = () => `10.0.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`;

let people = 0;
export const aPerson = (fields: object = {}) => ({
  email: `person-${(people += 1)}-${process.pid}@example.com`,
  password: 'correct horse battery',
  displayName: 'Grace Hopper',
  ...fields,
});

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export async function startIdentity(
  special: Partial<typeof settings> = {},
  shared?: BackingServices,
  passwords: Passwords = scryptPasswords({ ln: 8, r: 8, p: 1 }),
): Promise<Identity> {
  const backingServices = shared ?? (await startBackingServices());
  const log: Record<string, unknown>[] = [];
  const service = await startTestService(
    'identity',
    (config: Parameters<typeof buildApp>[0], overrides) =>
      buildApp(config, { ...overrides, passwords, now: () => new Date(), logger: loggerInto(log) }),
    backingServices,
    { ...settings, ...special },
  );
  const request = supertest(service.url);

  const register = async (fields: object = {}) => {
    const person = aPerson(fields);
    await request.post('/v1/accounts').set('x-forwarded-for', newAddress()).send(person).expect(204);
    return person;
  };
  const signIn = ({ email, password }: Partial<Person>, address = newAddress()) =>
    request.post('/v1/sessions').set('x-forwarded-for', address).send({ email, password });
  const as = async (person: Person): Promise<SignedIn> => {
    const tokens = tokensSchema.parse((await signIn(person).expect(201)).body);
    return {
      ...person,
      id: decodeJwt(tokens.accessToken).sub ?? '',
      tokens,
      headers: bearer(tokens.accessToken),
    };
  };
  return {
    url: service.url,
    app: service.app,
    request,
    backingServices,
    log: bundleTests() ? service.log : log,
    register,
    signIn,
    signedIn: async (fields) => as(await register(fields)),
    admin: () => as({ email: settings.ADMIN_EMAIL, password: settings.ADMIN_PASSWORD }),
    refresh: (refreshToken) => request.post('/v1/sessions/refresh').send({ refreshToken }),
    async stop() {
      await service.stop();
      if (!shared) await backingServices.stop();
    },
  };
}

function loggerInto(log: Record<string, unknown>[]) {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  return pino({ level: 'info', formatters: { level: (label) => ({ level: label }) } }, sink);
}

/** The clock stands still, that many seconds later; see `setDate`. */
export function passTime(seconds: number): void {
  setDate(Date.now() + seconds * 1_000);
}
