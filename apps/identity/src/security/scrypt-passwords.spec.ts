import { randomBytes, scryptSync } from 'node:crypto';
import { scryptPasswords } from './scrypt-passwords';

const passwords = scryptPasswords();
const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

it('matches only the password of the hash', async () => {
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(await passwords.hash('correct horse')).not.toBe(hash);
  expect(await passwords.check('correct horse', hash)).toEqual({ matches: true, outdated: false });
  expect(await passwords.check('Correct horse', hash)).toEqual({ matches: false, outdated: false });
});

it('checks a hash of other parameters and reports it as outdated', async () => {
  const salt = randomBytes(16);
  const key = scryptSync('correct horse', salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  const hash = `$scrypt$ln=12,r=8,p=1$${plain(salt)}$${plain(key)}`;
  expect(await passwords.check('correct horse', hash)).toEqual({ matches: true, outdated: true });
});

it('matches nothing without a hash', async () => {
  expect(await passwords.check('', undefined)).toEqual({ matches: false, outdated: false });
});

it.each(['password123', 'Qwertyuiop', '1234567890', 'iloveyou123'])(
  'recognizes %s as a common password',
  (password) => {
    expect(passwords.isCommon(password)).toBe(true);
  },
);

it('does not treat a sentence as a common password', () => {
  expect(passwords.isCommon('correct horse battery')).toBe(false);
});
