import { role, type Access, type Role, type User } from '@courses/contracts';
import { challenge, RequestError } from '@courses/http-kit';
import type { Request, Response } from 'express';
import { errors, jwtVerify, type JSONWebKeySet, type JWSHeaderParameters, type JWTPayload } from 'jose';
import { v5 as uuidv5, validate as isUuid } from 'uuid';
import type { AuthConfig } from './config';
import { IssuerKeys, type KeyTiming } from './issuer-keys';
import { readKeys } from './read-keys';
import { VerifiedTokens } from './verified-tokens';

/** Authenticates requests by their bearer token and authorizes them by role. */
export interface Authentication {
  /**
   * The user of a request. Fails with `unauthenticated` (401) without a valid token, `forbidden` (403) without one of the
   * roles, and `not-ready` (503) when the issuer's keys have never been read. Undefined for an anonymous request where
   * `access` makes the user optional.
   */
  authorize: (access: Access, req: Request, res: Response) => Promise<User | undefined>;
  /** Whether the token of a request was verified before and is still valid; without one, false. */
  isVerified: (req: Request) => boolean;
}

/**
 * Verifies bearer tokens of the configured issuer: signature, `iss`, `aud`, `exp`, `nbf` and `sub`, once per token, until it
 * expires or the issuer's keys change. `read` replaces fetching the keys over HTTP.
 */
export function authentication(
  config: AuthConfig,
  { timing, read = () => readKeys(config) }: { timing?: KeyTiming; read?: () => Promise<JSONWebKeySet> } = {},
): Authentication {
  let verified = new VerifiedTokens();
  const forgetAll = () => (verified = new VerifiedTokens());
  const keys = new IssuerKeys(read, forgetAll, timing);
  const checks = {
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
    algorithms: config.AUTH_ALGORITHMS,
    requiredClaims: ['sub', 'exp'],
    clockTolerance: 5,
  };
  const knownUser = (authorization: string): User | undefined => {
    keys.refreshWhenOld();
    return verified.find(authorization);
  };
  const verify = async (token: string, authorization: string): Promise<User> => {
    let ofKey = verified;
    const keyOf = async (header: JWSHeaderParameters) => {
      const key = await keys.get(header);
      ofKey = verified;
      return key;
    };
    const { payload } = await jwtVerify(token, keyOf, checks);
    const user = {
      id: idOf(payload),
      roles: rolesOf(payload, config.AUTH_ROLES_CLAIM),
      ...(typeof payload.sid === 'string' && { sessionId: payload.sid }),
    };
    // No longer in use when the keys have changed meanwhile.
    ofKey.add(authorization, { user, exp: Number(payload.exp) });
    return user;
  };
  const userOf = async (authorization: string, res: Response): Promise<User> => {
    const token = bearerToken(authorization);
    if (token === undefined) throw invalidToken(res);
    return verify(token, authorization).catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? invalidToken(res) : error;
    });
  };

  return {
    async authorize({ user: requirement, roles }, { headers: { authorization } }, res) {
      if (authorization === undefined) {
        if (requirement === 'optional') return undefined;
        throw new RequestError('unauthenticated');
      }
      const user = knownUser(authorization) ?? (await userOf(authorization, res));
      if (roles && !roles.some((each) => user.roles.includes(each))) {
        res.set('www-authenticate', challenge('insufficient_scope'));
        throw new RequestError('forbidden');
      }
      return user;
    },
    isVerified: ({ headers: { authorization } }) =>
      authorization !== undefined && knownUser(authorization) !== undefined,
  };
}

const bearerToken = (authorization: string): string | undefined =>
  /^bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];

/** Does not tell the reason: it would help an attacker only. */
function invalidToken(res: Response): RequestError {
  res.set('www-authenticate', challenge('invalid_token'));
  return new RequestError('unauthenticated');
}

/** The subject as a UUID: derived from issuer and subject where the issuer uses other ids. */
function idOf({ iss, sub = '' }: JWTPayload): string {
  return isUuid(sub) ? sub.toLowerCase() : uuidv5(`${iss}#${sub}`, uuidv5.URL);
}

/** The known roles of the claim. Its whole name is tried before a path, because claim names may be URLs with dots. */
function rolesOf(payload: JWTPayload, claim: string): Role[] {
  const step = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  const found = step(payload, claim) ?? claim.split('.').reduce(step, payload);
  return Array.isArray(found) ? role.options.filter((known) => found.includes(known)) : [];
}
