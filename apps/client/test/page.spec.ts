import { itInProcess } from '@courses/testing';
import { buildApp } from '../src/app';
import { sendRequest } from './send-request';
import { compressedScript, root, script, startClient, testConfig, type Running } from './start-client';

const asset = '/assets/index-a1b2c3.js';
const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let client: Running;

beforeAll(async () => (client = await startClient()));
afterAll(() => client.stop());

describe('the page', () => {
  it.each(['/', '/courses/0190a000-0000-7000-8000-000000000001', '/?search=x', '/teach/new/'])(
    'serves the page for %s and has it revalidated each time',
    async (path) => {
      const { status, headers, body } = await sendRequest(client.url, path, { headers: navigation });
      expect([status, headers['cache-control'], headers['content-type']]).toEqual([
        200,
        'no-cache',
        'text/html; charset=utf-8',
      ]);
      expect(body).toContain(root);
    },
  );

  it.each([{}, { accept: '*/*' }, { accept: 'text/*' }, { accept: 'application/json, text/html;q=0.5' }])(
    'serves the page to whoever accepts HTML (%j), such as curl and link previews',
    async (headers) => {
      for (const method of ['GET', 'HEAD']) {
        const reply = await sendRequest(client.url, '/sign-in', { method, headers });
        expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      }
    },
  );

  it.each(['/no/such/page', '/courses', '/courses/1/2/3'])(
    'serves %s, which is no page, with status 404',
    async (path) => {
      for (const headers of [{}, { accept: '*/*' }, navigation]) {
        const { status, headers: sent, body } = await sendRequest(client.url, path, { headers });
        expect([status, sent['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
        expect(body).toContain(root);
        expect((await sendRequest(client.url, path, { method: 'HEAD', headers })).status).toBe(404);
      }
    },
  );

  it('names the social picture with its whole URL', async () => {
    const picture = async (headers: Record<string, string>) =>
      /<meta property="og:image" content="([^"]+)"/.exec(
        (await sendRequest(client.url, '/', { headers })).body,
      )?.[1];
    expect(await picture({ host: 'courses.example' })).toBe('http://courses.example/social.png');
    expect(await picture({ host: 'courses.example', 'x-forwarded-proto': 'https' })).toBe(
      'https://courses.example/social.png',
    );
    expect(await picture({ host: '"><script>' })).toBe('/social.png');
  });

  it('has the browser fetch the session, and on the first page its courses, while it loads the scripts', async () => {
    const preloaded = async (path: string) => {
      const { headers } = await sendRequest(client.url, path, { headers: navigation });
      return [...String(headers.link).matchAll(/<([^>]+)>; rel=preload; as=fetch; crossorigin/g)].map(
        ([, url]) => url,
      );
    };
    const courses = '/api/v1/courses?status=published&limit=12&sort=newest';
    expect(await preloaded('/')).toEqual(['/session', courses]);
    expect(await preloaded('/?search=x')).toEqual(['/session']);
    expect(await preloaded('/courses/0190a000-0000-7000-8000-000000000001')).toEqual(['/session']);
  });

  it('answers 304 while the page is unchanged', async () => {
    const { headers } = await sendRequest(client.url, '/');
    const again = await sendRequest(client.url, '/', { headers: { 'if-none-match': headers.etag } });
    expect(again.status).toBe(304);
  });

  it('serves the page to HEAD, but not to POST', async () => {
    expect((await sendRequest(client.url, '/', { method: 'HEAD', headers: navigation })).status).toBe(200);
    const posted = await sendRequest(client.url, '/', { method: 'POST', headers: navigation });
    expect(posted.json()).toMatchObject({ status: 404, code: 'route-not-found' });
  });

  it.each([
    ['an API address', '/api/v1/users', navigation],
    ['the API itself', '/api', navigation],
    ['a missing asset', '/assets/index-000000.js', navigation],
    ['the folder of assets', '/assets/', navigation],
    ['a missing file', '/missing.ico', navigation],
    ['a call of the server', '/system', { accept: '*/*' }],
    ['a client that does not accept HTML', '/courses/1', { accept: 'application/json' }],
    ['a client that prefers JSON, at no page', '/no/such/page', { accept: 'application/json, */*' }],
    ['a path traversal', '/assets/../../../../etc/passwd', navigation],
    ['an encoded path traversal', '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd', navigation],
    ['a hidden file', '/.env', navigation],
  ])('does not serve the page for %s', async (_what, path, headers) => {
    const reply = await sendRequest(client.url, path, { headers });
    expect(reply.json()).toMatchObject({ status: 404, code: 'route-not-found' });
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('allows scripts and styles from files of its own only', async () => {
    const { headers } = await sendRequest(client.url, '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|data:|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('files', () => {
  it('are sent as the build compressed them', async () => {
    const read = (more: Record<string, string>) =>
      sendRequest(client.url, asset, { headers: { 'accept-encoding': 'gzip, deflate, br, zstd', ...more } });
    const { headers } = await read({});
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-length': String(compressedScript.length),
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
    expect((await read({ 'if-none-match': String(headers.etag) })).status).toBe(304);
    const failed = await read({ 'if-match': '"other"' });
    expect([failed.json().code, failed.headers['content-encoding']]).toEqual([
      'precondition-failed',
      undefined,
    ]);
  });

  it('are read under conditions, and as a whole', async () => {
    const { headers } = await sendRequest(client.url, asset);
    const read = (given: Record<string, string>) => sendRequest(client.url, asset, { headers: given });
    expect((await read({ 'if-match': String(headers.etag) })).status).toBe(200);
    expect((await read({ 'if-match': '"other"' })).json()).toMatchObject({ code: 'precondition-failed' });
    expect((await read({ range: 'bytes=99999999-' })).body).toBe(script);
  });

  it('caches files with a hash in their names for a year', async () => {
    const { status, headers } = await sendRequest(client.url, asset);
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it('has files without a hash revalidated', async () => {
    const { headers } = await sendRequest(client.url, '/favicon.svg');
    expect(headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
    expect(headers.etag).toBeUndefined();
  });

  it('compresses files for clients that accept it, unless they are already compressed', async () => {
    const gzip = { headers: { 'accept-encoding': 'gzip' } };
    const compressed = await sendRequest(client.url, asset, gzip);
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.body).toBe(script);
    expect((await sendRequest(client.url, asset)).headers['content-encoding']).toBeUndefined();
    const font = await sendRequest(client.url, '/assets/font-d4e5f6.woff2', gzip);
    expect([font.status, font.headers['content-encoding']]).toEqual([200, undefined]);
  });

  it.each(['gzip', 'deflate', 'br'])('serves files readable with the encoding %s', async (encoding) => {
    const reply = await fetch(`${client.url}${asset}`, { headers: { 'accept-encoding': encoding } });
    expect(reply.headers.get('content-encoding')).toBe(encoding);
    expect(await reply.text()).toBe(script);
  });
});

it('is live as soon as it serves, whatever the state of the services', async () => {
  expect((await sendRequest(client.url, '/health/live')).status).toBe(200);
});

it.each(['/health/ready', '/metrics', '/METRICS/', 'http://127.0.0.1/metrics', '/health/live/../ready'])(
  'answers %s with 404, because its port is public',
  async (path) => {
    for (const accept of ['*/*', 'text/html']) {
      const reply = await sendRequest(client.url, path, { headers: { accept } });
      expect([reply.status, reply.json().code]).toEqual([404, 'route-not-found']);
    }
  },
);

itInProcess('does not start without a built page and names the missing folder', () => {
  expect(() => buildApp(testConfig(), { webFolder: '/no/such/folder' })).toThrow(
    'The page is not built: there is no index.html in /no/such/folder',
  );
});
