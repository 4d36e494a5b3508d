import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import type { TestIssuer } from './test-issuer';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);

/** Tokens that must not be believed, each made from one that is good. */
export const forgeries: Record<string, (issuer: TestIssuer, other: TestIssuer) => Promise<string>> = {
  'has expired': (issuer) => issuer.token({ exp: now() - 60 }),
  'is not good yet': (issuer) => issuer.token({ nbf: now() + 60 }),
  'never expires': (issuer) => issuer.token({ exp: undefined }),
  'is for another audience': (issuer) => issuer.token({ aud: 'payroll' }),
  'has no audience': (issuer) => issuer.token({ aud: undefined }),
  'says another issuer': (issuer) => issuer.token({ iss: 'https://issuer.example' }),
  'has no subject': (issuer) => issuer.token({ sub: undefined }),
  'is of another issuer': (_issuer, other) => other.token({ roles: ['admin'] }),
  'is of another issuer and says to be of this one': (issuer, other) => other.token({ iss: issuer.url }),
  'is of another issuer under the key id of this one': (issuer, other) =>
    other.token({ iss: issuer.url }, { kid: issuer.publicKey().kid ?? '' }),
  'has an unknown key id': (issuer) => issuer.token({}, { kid: 'made-up' }),
  'has another payload than was signed': async (issuer) => {
    const [header, payload = '', signature] = (await issuer.token()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    return [header, encode({ ...claims, roles: ['admin'] }), signature].join('.');
  },
  'has lost its signature': async (issuer) => (await issuer.token()).replace(/[^.]+$/, ''),
  'says alg none': async (issuer) => {
    const [, payload] = (await issuer.token()).split('.');
    return `${encode({ alg: 'none', kid: issuer.publicKey().kid })}.${payload}.`;
  },
  'says alg none and has a signature': async (issuer) => {
    const [, payload, signature] = (await issuer.token()).split('.');
    return [encode({ alg: 'none', kid: issuer.publicKey().kid }), payload, signature].join('.');
  },
  'is signed with the public key as a secret': async (issuer) => {
    const [, payload] = (await issuer.token()).split('.');
    const signed = `${encode({ alg: 'HS256', kid: issuer.publicKey().kid })}.${payload}`;
    const pem = createPublicKey({ key: issuer.publicKey() as never, format: 'jwk' }).export({
      format: 'pem',
      type: 'spki',
    });
    return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
  },
  'brings its own key': async (issuer, other) => {
    const [, payload, signature] = (await other.token({ iss: issuer.url })).split('.');
    return [encode({ alg: 'EdDSA', jwk: other.publicKey() }), payload, signature].join('.');
  },
  'is random': () => Promise.resolve(randomBytes(60).toString('base64url')),
  'is encrypted, it says': () =>
    Promise.resolve([encode({ alg: 'dir', enc: 'A256GCM' }), '', 'AAAA', 'AAAA', 'AAAA'].join('.')),
  'is long': (issuer) => issuer.token({ aud: 'payroll', more: 'x'.repeat(9_000) }),
};
