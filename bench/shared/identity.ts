import { startService, type BenchUser, type Issuer, type Service } from './service';

export interface Person {
  email: string;
  password: string;
  /** Where they sign in from; attempts are limited by it. */
  network: string;
}

const admin: Person = {
  email: 'admin@bench.example',
  password: 'a long sentence of the bench',
  network: '10.1.0.1',
};

/** The real identity service, on the second core. It trusts two proxies, so that the bench chooses the networks of its callers. */
export async function startIdentity(): Promise<Service> {
  const env = {
    ...process.env,
    KEY_SECRET: 'of the bench, as long as it must be',
    TRUST_PROXY: '2',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
  };
  const issuer: Issuer = {
    env: { AUTH_ISSUER: 'http://identity.bench' },
    user: () => signInAsAdmin(identity.url),
  };
  const identity = await startService('identity', { env, issuer, core: 1 });
  issuer.env.AUTH_JWKS_URL = `${identity.url}/.well-known/jwks.json`;
  return identity;
}

/** Registers accounts, each from a network of its own. */
export async function registerPeople(identityUrl: string, count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, (_, i) => ({
    email: `student-${i}@bench.example`,
    password: `the password of student ${i}`,
    network: `10.0.0.${i + 1}`,
  }));
  for (const person of people)
    await post(`${identityUrl}/v1/accounts`, person, { ...credentialsOf(person), displayName: 'A student' });
  return people;
}

/** Signs in at the client; resolves with the cookie of the session. */
export async function signInAt(clientUrl: string, person = admin): Promise<string> {
  const response = await post(`${clientUrl}/session`, person, credentialsOf(person), { origin: clientUrl });
  await response.arrayBuffer();
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const credentialsOf = ({ email, password }: Person) => ({ email, password });

async function signInAsAdmin(identityUrl: string): Promise<BenchUser> {
  const signedIn = await post(`${identityUrl}/v1/sessions`, admin, credentialsOf(admin));
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  const headers = { authorization: `Bearer ${accessToken}` };
  const account = await fetchOrThrow(`${identityUrl}/v1/account`, { headers });
  return { id: ((await account.json()) as { id: string }).id, headers };
}

const post = (url: string, { network }: Person, body: object, headers: Record<string, string> = {}) =>
  fetchOrThrow(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': network, ...headers },
    body: JSON.stringify(body),
  });

async function fetchOrThrow(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}
