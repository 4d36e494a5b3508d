import type { JSONWebKeySet } from 'jose';
import type { AuthConfig } from './config';

/** Fetches the key set of an issuer from AUTH_JWKS_URL or the URL in its discovery document. Fails after 5 s without a response. */
export async function readKeys({ AUTH_ISSUER, AUTH_JWKS_URL }: AuthConfig): Promise<JSONWebKeySet> {
  return (await readJson(AUTH_JWKS_URL ?? (await discover(AUTH_ISSUER)))) as JSONWebKeySet;
}

async function discover(issuer: string): Promise<string> {
  const document = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { issuer: named, jwks_uri: jwksUri } = document as { issuer?: string; jwks_uri?: string };
  if (named !== issuer || !jwksUri) throw new Error(`The discovery document does not belong to ${issuer}`);
  return jwksUri;
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`GET ${url} returned ${response.status}`);
  return response.json();
}
