import { startTestService, type TestService } from '@courses/testing';
import { mongo } from 'mongoose';
import supertest from 'supertest';
import { buildApp } from '../src/app';
import { passTime, settings, startIdentity, type Identity } from './identity';

const hour = 3_600;
const day = 24 * hour;

const describeOnServer = process.env.MONGODB_URI ? describe : describe.skip; // embedded-mongo has the clock of the test

describeOnServer('the clock of the database (skipped: needs npm run test:integration)', () => {
  let identity: Identity;
  let service: TestService;

  beforeAll(async () => {
    identity = await startIdentity();
    service = await startTestService('identity', buildApp, identity.backingServices, settings);
  });
  afterEach(() => jest.useRealTimers());
  afterAll(async () => {
    await service.stop();
    await identity.stop();
  });

  const refresh = (refreshToken: string) =>
    supertest(service.url).post('/v1/sessions/refresh').send({ refreshToken });

  it('decides on the grace period of a refresh token, whatever the clock of the replica', async () => {
    const { tokens } = await identity.signedIn();
    const first = await refresh(tokens.refreshToken).expect(200);
    passTime(hour);
    const second = await refresh(tokens.refreshToken).expect(200);
    expect(second.body.refreshToken).toBe(first.body.refreshToken);
  });

  it('sets the time in which attempts are counted, whatever the clock of the replica', async () => {
    const now = Date.now();
    passTime(hour);
    const person = { email: 'nobody@example.com', password: 'not the password' };
    await supertest(service.url).post('/v1/sessions').send(person).expect(401);
    const client = await mongo.MongoClient.connect(identity.backingServices.mongodbUri);
    const [last] = await client.db().collection('attempts').find().sort({ expiresAt: -1 }).toArray();
    await client.close();
    expect(Number(last?.expiresAt)).toBeGreaterThan(now + (day - 60) * 1_000);
    expect(Number(last?.expiresAt)).toBeLessThan(now + (day + 600) * 1_000);
  });
});
