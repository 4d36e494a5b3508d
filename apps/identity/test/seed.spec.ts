import { v7 as uuidv7 } from 'uuid';
import { scryptPasswords, unusableHash } from '../src/security/scrypt-passwords';
import { seedPeople } from '../src/seed-people';

it('a person without a password is checked like any other, and never matches', async () => {
  const check = await scryptPasswords().check('demo-student-1', unusableHash());
  expect(check).toEqual({ matches: false, outdated: false });
  expect(unusableHash()).not.toBe(unusableHash());
});

it('registers each person with an event, and hands out a token of each', async () => {
  const person = {
    id: uuidv7(),
    displayName: 'Yuki Mori',
    email: 'yuki@example.org',
    roles: ['student' as const],
  };
  const accounts = { insert: jest.fn().mockResolvedValue(true) };
  const accessTokens = { issue: jest.fn().mockResolvedValue({ token: 'a token', expiresIn: 600 }) };
  const onTokens = jest.fn();
  await seedPeople({ people: [person], onTokens }, { accounts, accessTokens } as never)();
  expect(accounts.insert).toHaveBeenCalledWith({
    state: expect.objectContaining(person),
    events: [expect.objectContaining({ type: 'account.registered.v1', subject: person.id })],
  });
  expect(onTokens).toHaveBeenCalledWith(new Map([[person.id, 'a token']]));
});
