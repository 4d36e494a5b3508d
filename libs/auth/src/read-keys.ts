import type { JSONWebKeySet } from 'jose';
import type { AuthConfig } from './config';

const limitMs = 5_000;
const maxBytes = 65_536;

/**
 * Fetches the key set of an issuer from AUTH_JWKS_URL or the URL in its discovery document. Fails when that takes more than
 * 5 s in all, when a document is larger than 64 KiB, and at a redirect.
 */
export async function readKeys({ AUTH_ISSUER, AUTH_JWKS_URL }: AuthConfig): Promise<JSONWebKeySet> {
  const signal = AbortSignal.timeout(limitMs);
  const url = AUTH_JWKS_URL ?? (await discover(AUTH_ISSUER, signal));
  return (await readJson(url, signal)) as JSONWebKeySet;
}

async function discover(issuer: string, signal: AbortSignal): Promise<string> {
  const document = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, signal);
  const { issuer: named, jwks_uri: jwksUri } = document as { issuer?: string; jwks_uri?: string };
  if (named !== issuer || !jwksUri) throw new Error(`The discovery document does not belong to ${issuer}`);
  return jwksUri;
}

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`GET ${url} returned ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    // Leaving the loop closes the connection.
    if (bytes > maxBytes) throw new Error(`GET ${url} returned more than ${maxBytes} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}
