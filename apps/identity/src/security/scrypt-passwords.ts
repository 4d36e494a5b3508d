import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { Passwords } from '../domain/passwords';
import { Semaphore } from './semaphore';

/** The current parameters: 32 MiB and about 200 ms each. A sign-in with other parameters gets a new hash. */
const current = { ln: 15, r: 8, p: 3 };
type Parameters = typeof current;

const keyBytes = 32;
const saltBytes = 16;
const format = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

/** Node has four threads for this, for files and for DNS; two stay free. This limits the memory, too. */
const maxConcurrent = 2;
const maxQueued = 50;

const minCharacters = 8;

/** The hash of no password; checking one takes as long as for any other. */
export const unusableHash = (): string =>
  `$scrypt$ln=${current.ln},r=${current.r},p=${current.p}$${plain(randomBytes(saltBytes))}$${plain(randomBytes(keyBytes))}`;

/** Hashes that were made with other parameters than these are outdated. */
export function scryptPasswords(parameters: Parameters = current): Passwords {
  const semaphore = new Semaphore(maxConcurrent, maxQueued);
  const common = new Set(dictionary['passwords-common'].filter((word) => word.length >= minCharacters));
  const derive = (password: string, salt: Buffer, by: Parameters) =>
    semaphore.run(() => run(password, salt, by));
  const dummySalt = randomBytes(saltBytes);

  return {
    async hash(password) {
      const salt = randomBytes(saltBytes);
      const key = await derive(password, salt, parameters);
      return `$scrypt$ln=${parameters.ln},r=${parameters.r},p=${parameters.p}$${plain(salt)}$${plain(key)}`;
    },
    async check(password, hash) {
      if (hash === undefined) {
        await derive(password, dummySalt, parameters);
        return { matches: false, outdated: false };
      }
      const { madeBy, salt, key } = parse(hash);
      const matches = timingSafeEqual(await derive(password, salt, madeBy), key);
      return { matches, outdated: JSON.stringify(madeBy) !== JSON.stringify(parameters) };
    },
    isCommon: (password) => common.has(password.toLowerCase()),
  };
}

function parse(hash: string) {
  const [, ln, r, p, salt = '', key = ''] = format.exec(hash) ?? [];
  const madeBy: Parameters = { ln: Number(ln), r: Number(r), p: Number(p) };
  return { madeBy, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

function run(password: string, salt: Buffer, { ln, r, p }: Parameters): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
