import { randomBytes, scryptSync } from 'node:crypto';
import { mongo } from 'mongoose';
import { scryptPasswords } from '../src/security/scrypt-passwords';
import { startIdentity, type Identity } from './identity';

let identity: Identity;
let client: mongo.MongoClient;

beforeAll(async () => {
  identity = await startIdentity({}, undefined, scryptPasswords());
  client = await mongo.MongoClient.connect(identity.backingServices.mongodbUri);
});
afterAll(async () => {
  await client.close();
  await identity.stop();
});

const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

it('replaces a hash of older parameters at sign-in, with the same password', async () => {
  const { email, password } = await identity.register();
  const accounts = client.db().collection('accounts');
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  const passwordHash = `$scrypt$ln=12,r=8,p=1$${plain(salt)}$${plain(key)}`;
  await accounts.updateOne({ email }, { $set: { passwordHash } });

  await identity.signIn({ email, password: `${password}!` }).expect(401);
  expect(await accounts.findOne({ email })).toMatchObject({ passwordHash });
  const { body } = await identity.signIn({ email, password }).expect(201);
  expect((await accounts.findOne({ email }))?.passwordHash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  await identity.refresh(body.refreshToken).expect(200);
  await identity.signIn({ email, password }).expect(201);
});

it('stores no password, no refresh token and no private key in plain text', async () => {
  const { password, tokens } = await identity.signedIn();
  const stored: string[] = [];
  for (const { name } of await client.db().listCollections().toArray())
    stored.push(JSON.stringify(await client.db().collection(name).find().toArray()));
  const all = stored.join();
  expect(all).not.toContain(password);
  expect(all).not.toContain(tokens.refreshToken.split('.')[1]);
  expect(all).toContain('"x":');
  expect(all).not.toContain('"d":');
});
