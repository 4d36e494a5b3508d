import { startIdentity, type Identity, type SignedIn } from './identity';

let identity: Identity;
let admin: SignedIn;

beforeAll(async () => {
  identity = await startIdentity();
  admin = await identity.admin();
});
afterAll(() => identity.stop());

const list = (query: object) => identity.request.get('/v1/accounts').query(query).set(admin.headers);
const find = async (search: string): Promise<string[]> =>
  (await list({ search }).expect(200)).body.items.map(({ id }: { id: string }) => id);

it('finds accounts by the beginnings of words of their name and e-mail address, in any order, case and accent', async () => {
  const { id } = await identity.signedIn({ displayName: 'Zoë Lindqvist', email: 'zl.47@marble.example' });
  await identity.signedIn({ displayName: 'Zoltan Lind', email: 'zoltan@other.example' });
  for (const search of [
    'lindq',
    'LINDQVIST zoe',
    'zo marb',
    'zl.47@marble.example',
    '  zl 47 ',
    'Zoë Lindqvist',
  ])
    expect(await find(search)).toEqual([id]);
});

it('finds nothing for parts that are no beginnings, unknown words, symbols and operators', async () => {
  await identity.signedIn({ displayName: 'Margarethe Quist' });
  for (const search of ['garethe', 'margarethe nobody', '@@@', '.*', '$where'])
    expect(await find(search)).toEqual([]);
});

it('lists all for an empty search', async () => {
  const { id } = await identity.signedIn();
  expect((await find(' '))[0]).toBe(id);
});

it('pages through what it found, newest first', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1)
    ids.unshift((await identity.signedIn({ displayName: 'Pagewise Reader' })).id);
  const first = (await list({ search: 'pagewise', limit: 2 }).expect(200)).body;
  const second = (await list({ search: 'pagewise', limit: 2, cursor: first.nextCursor }).expect(200)).body;
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  expect(second.nextCursor).toBeUndefined();
});

it('finds an account by its new name and no longer by the old one', async () => {
  const { id, headers } = await identity.signedIn({ displayName: 'Formerly Oldname' });
  await identity.request.put('/v1/account/name').set(headers).send({ displayName: 'Newname' }).expect(200);
  expect(await find('newname')).toEqual([id]);
  expect(await find('oldname')).toEqual([]);
});

it('rejects a search that is too long', async () => {
  await list({ search: 'x'.repeat(255) }).expect(400);
});
