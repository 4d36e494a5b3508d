import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role, User } from '@courses/contracts';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import { v7 as uuidv7 } from 'uuid';

/** A user with a token of the issuer. */
export interface TestUser extends User {
  token: string;
  /** Request headers with the token. */
  headers: { authorization: string };
}

/** A minimal OIDC issuer, to test services without identity. */
export interface TestIssuer {
  url: string;
  /** Configuration of a service that trusts it. */
  config: {
    AUTH_ISSUER: string;
    AUTH_AUDIENCE: string;
    AUTH_JWKS_URL: undefined;
    AUTH_ROLES_CLAIM: string;
    AUTH_ALGORITHMS: string[];
  };
  /** The same configuration as environment variables, for services in other processes. */
  env: Record<string, string>;
  /** A user with these roles; a new one unless `id` is given. */
  user(roles?: Role[], id?: string): Promise<TestUser>;
  /** A token that is valid for 10 minutes; `claims` adds, replaces or, when undefined, removes claims. */
  token(claims?: JWTPayload, header?: { kid?: string }): Promise<string>;
  /** Signs with a new key from now on and publishes only this one. */
  replaceKey(): Promise<void>;
  /** The public part of the signing key. */
  publicKey(): JWK;
  /** How often its keys were fetched. */
  reads(): number;
  stop(): Promise<void>;
}

/** Starts an issuer on a free port. */
export async function testIssuer({ algorithm = 'EdDSA', rolesClaim = 'roles' } = {}): Promise<TestIssuer> {
  let key = await newKey(algorithm);
  let reads = 0;
  const server = createServer((req, res) => {
    if (req.url === '/jwks') reads += 1;
    res.setHeader('content-type', 'application/json');
    res.end(
      JSON.stringify(req.url === '/jwks' ? { keys: [key.jwk] } : { issuer: url, jwks_uri: `${url}/jwks` }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const token = (claims: JWTPayload = {}, header: { kid?: string } = {}) => {
    const now = Math.floor(Date.now() / 1_000);
    const payload = { iss: url, aud: 'courses', sub: uuidv7(), iat: now, exp: now + 600, jti: uuidv7() };
    return new SignJWT({ ...payload, ...claims })
      .setProtectedHeader({ alg: algorithm, kid: key.jwk.kid, ...header })
      .sign(key.privateKey);
  };
  return {
    url,
    config: {
      AUTH_ISSUER: url,
      AUTH_AUDIENCE: 'courses',
      AUTH_JWKS_URL: undefined,
      AUTH_ROLES_CLAIM: rolesClaim,
      AUTH_ALGORITHMS: [algorithm],
    },
    env: { AUTH_ISSUER: url, AUTH_ROLES_CLAIM: rolesClaim, AUTH_ALGORITHMS: algorithm },
    async user(roles = ['student'], id = uuidv7()) {
      const accessToken = await token({ sub: id, [rolesClaim]: roles });
      return { id, roles, token: accessToken, headers: { authorization: `Bearer ${accessToken}` } };
    },
    token,
    async replaceKey() {
      key = await newKey(algorithm);
    },
    publicKey: () => key.jwk,
    reads: () => reads,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function newKey(algorithm: string) {
  const { publicKey, privateKey } = await generateKeyPair(algorithm);
  const jwk = { ...(await exportJWK(publicKey)), kid: uuidv7(), alg: algorithm, use: 'sig' };
  return { privateKey, jwk };
}
