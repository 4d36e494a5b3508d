import { echo, stopLater } from './client-fixture';
import { sendRequest, type Reply } from './send-request';
import { startClient, startUpstream } from './start-client';
import { password, startIdentity } from './stub-identity';

export const json = { 'content-type': 'application/json' };

/** A client in front of a fake identity and an echo service. */
export async function startWithIdentity({ secrets = ['the first secret of this replica!!'] } = {}) {
  const identity = await startIdentity();
  const service = await startUpstream(echo);
  const given = { coursesUrl: service.url, identityUrl: identity.url, secrets };
  const client = await startClient(given);
  stopLater(identity, service, client);
  return { identity, client: client.url, given };
}

export const signIn = (client: string, headers: Record<string, string> = {}, typed = password) =>
  sendRequest(client, '/session', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ email: 'z@example.org', password: typed }),
  });

export const cookieOf = (reply: Reply): string => reply.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
/** The same, with the cookie of a signed-in user whose access token is valid for this long. */
export async function signedIn(accessSeconds = 600, options = {}) {
  const all = await startWithIdentity(options);
  all.identity.accessSeconds = accessSeconds;
  const cookie = cookieOf(await signIn(all.client));
  all.identity.accessSeconds = 600;
  return { ...all, cookie };
}
