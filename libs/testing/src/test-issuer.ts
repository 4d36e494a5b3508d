import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Role, User } from '@courses/contracts';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';
import { v7 as uuidv7 } from 'uuid';

/** A person with a token of the issuer. */
export interface TestUser extends User {
  token: string;
  /** To send with a request. */
  headers: { authorization: string };
}

/** An OIDC issuer of its own, so that a service can be tested without identity. */
export interface TestIssuer {
  url: string;
  /** What a service needs to trust it: part of its configuration. */
  config: {
    AUTH_ISSUER: string;
    AUTH_AUDIENCE: string;
    AUTH_JWKS_URL: undefined;
    AUTH_ROLES_CLAIM: string;
    AUTH_ALGORITHMS: string[];
  };
  /** The same as environment variables, for services that run as processes. */
  env: Record<string, string>;
  /** Somebody new with these roles, or with this id. */
  user(roles?: Role[], id?: string): Promise<TestUser>;
  /** A token that is good for 10 minutes; `claims` adds and replaces, undefined removes. */
  token(claims?: JWTPayload, header?: { kid?: string }): Promise<string>;
  /** Signs with a new key from now on; the keys before it are not published any more. */
  replaceKey(): Promise<void>;
  /** The key that signs. */
  publicKey(): JWK;
  /** How often its keys were read. */
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
      const its = await token({ sub: id, [rolesClaim]: roles });
      return { id, roles, token: its, headers: { authorization: `Bearer ${its}` } };
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
