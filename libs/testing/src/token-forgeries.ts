import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import type { TestIssuer } from './test-issuer';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);

/** Invalid tokens, each derived from a valid one. The keys complete the sentence "a token that …". */
export const forgeries: Record<string, (issuer: TestIssuer, other: TestIssuer) => Promise<string>> = {
  'has expired': (issuer) => issuer.token({ exp: now() - 60 }),
  'is not valid yet': (issuer) => issuer.token({ nbf: now() + 60 }),
  'never expires': (issuer) => issuer.token({ exp: undefined }),
  'is for another audience': (issuer) => issuer.token({ aud: 'payroll' }),
  'has no audience': (issuer) => issuer.token({ aud: undefined }),
  'names another issuer': (issuer) => issuer.token({ iss: 'https://issuer.example' }),
  'has no subject': (issuer) => issuer.token({ sub: undefined }),
  'is issued by another issuer': (_issuer, other) => other.token({ roles: ['admin'] }),
  'is signed by another issuer and names this one': (issuer, other) => other.token({ iss: issuer.url }),
  'is signed by another issuer with the key id of this one': (issuer, other) =>
    other.token({ iss: issuer.url }, { kid: issuer.publicKey().kid ?? '' }),
  'has an unknown key id': (issuer) => issuer.token({}, { kid: 'made-up' }),
  'has a payload that was changed after signing': async (issuer) => {
    const [header, payload = '', signature] = (await issuer.token()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    return [header, encode({ ...claims, roles: ['admin'] }), signature].join('.');
  },
  'has no signature': async (issuer) => (await issuer.token()).replace(/[^.]+$/, ''),
  'has alg none': async (issuer) => {
    const [, payload] = (await issuer.token()).split('.');
    return `${encode({ alg: 'none', kid: issuer.publicKey().kid })}.${payload}.`;
  },
  'has alg none and a signature': async (issuer) => {
    const [, payload, signature] = (await issuer.token()).split('.');
    return [encode({ alg: 'none', kid: issuer.publicKey().kid }), payload, signature].join('.');
  },
  'is signed by HMAC with the public key as its secret': async (issuer) => {
    const [, payload] = (await issuer.token()).split('.');
    const signed = `${encode({ alg: 'HS256', kid: issuer.publicKey().kid })}.${payload}`;
    const pem = createPublicKey({ key: issuer.publicKey() as never, format: 'jwk' }).export({
      format: 'pem',
      type: 'spki',
    });
    return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
  },
  'contains its own key': async (issuer, other) => {
    const [, payload, signature] = (await other.token({ iss: issuer.url })).split('.');
    return [encode({ alg: 'EdDSA', jwk: other.publicKey() }), payload, signature].join('.');
  },
  'is random': () => Promise.resolve(randomBytes(60).toString('base64url')),
  'claims to be encrypted': () =>
    Promise.resolve([encode({ alg: 'dir', enc: 'A256GCM' }), '', 'AAAA', 'AAAA', 'AAAA'].join('.')),
  'is too long and for another audience': (issuer) =>
    issuer.token({ aud: 'payroll', more: 'x'.repeat(9_000) }),
};
