import { startService, type BenchUser, type Issuer, type Service } from './service';

interface Credentials {
  email: string;
  password: string;
}

const admin: Credentials = { email: 'admin@bench.example', password: 'a long sentence of the bench' };

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
export async function registerAccounts(identityUrl: string, count: number): Promise<Credentials[]> {
  const accounts = Array.from({ length: count }, (_, i) => ({
    email: `student-${i}@bench.example`,
    password: `the password of student ${i}`,
    network: `10.0.${Math.floor(i / 250)}.${i % 250}`,
  }));
  for (const { network, ...credentials } of accounts) {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': network };
    const body = JSON.stringify({ ...credentials, displayName: 'A student' });
    await okay(await fetch(`${identityUrl}/v1/accounts`, { method: 'POST', headers, body }));
  }
  return accounts;
}

/** Signs in at the client; resolves with the cookie of the session. */
export async function signInAt(clientUrl: string, credentials: Credentials = admin): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    origin: clientUrl,
    'x-forwarded-for': '10.1.0.1',
  };
  const body = JSON.stringify({ email: credentials.email, password: credentials.password });
  const response = await okay(await fetch(`${clientUrl}/session`, { method: 'POST', headers, body }));
  const [cookie = ''] = response.headers.get('set-cookie')?.split(';') ?? [];
  await response.arrayBuffer();
  return cookie;
}

async function signInAsAdmin(identityUrl: string): Promise<BenchUser> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify(admin);
  const signedIn = await okay(await fetch(`${identityUrl}/v1/sessions`, { method: 'POST', headers, body }));
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  const authorization = `Bearer ${accessToken}`;
  const account = await okay(await fetch(`${identityUrl}/v1/account`, { headers: { authorization } }));
  return { id: ((await account.json()) as { id: string }).id, headers: { authorization } };
}

async function okay(response: Response): Promise<Response> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  return response;
}
