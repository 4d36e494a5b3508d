import { randomBytes, scryptSync } from 'node:crypto';
import { scryptPasswords } from './scrypt-passwords';

const passwords = scryptPasswords();
const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

it('knows a password by its hash, and another one not', async () => {
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
  expect(await passwords.hash('correct horse')).not.toBe(hash);
  expect(await passwords.check('correct horse', hash)).toEqual({ matches: true, outdated: false });
  expect(await passwords.check('Correct horse', hash)).toEqual({ matches: false, outdated: false });
});

it('checks a hash of other parameters, and says that it is outdated', async () => {
  const salt = randomBytes(16);
  const key = scryptSync('correct horse', salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  const hash = `$scrypt$ln=12,r=8,p=1$${plain(salt)}$${plain(key)}`;
  expect(await passwords.check('correct horse', hash)).toEqual({ matches: true, outdated: true });
});

it('matches nothing where there is no hash', async () => {
  expect(await passwords.check('', undefined)).toEqual({ matches: false, outdated: false });
});

it.each(['password123', 'Qwertyuiop', '1234567890', 'iloveyou123'])('%s is common', (password) => {
  expect(passwords.isCommon(password)).toBe(true);
});

it('a sentence is not', () => {
  expect(passwords.isCommon('correct horse battery')).toBe(false);
});
