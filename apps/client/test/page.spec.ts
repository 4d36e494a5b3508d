import { itInProcess } from '@courses/testing';
import { buildApp } from '../src/app';
import { ask } from './send-request';
import { indexHtml, script, startClient, testConfig, type Running } from './start-client';

const asset = '/assets/index-a1b2c3.js';
const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let client: Running;

beforeAll(async () => (client = await startClient()));
afterAll(() => client.stop());

describe('the page', () => {
  it.each(['/', '/courses/0190a000-0000-7000-8000-000000000001', '/?search=x', '/no/such/page'])(
    'is served for someone who opens %s, and asked for again each time',
    async (path) => {
      const { status, headers, body } = await ask(client.url, path, { headers: navigation });
      expect([status, headers['cache-control'], headers['content-type']]).toEqual([
        200,
        'no-cache',
        'text/html; charset=utf-8',
      ]);
      expect(body).toBe(indexHtml);
    },
  );

  it('answers with 304 while it is the same', async () => {
    const { headers } = await ask(client.url, '/');
    const again = await ask(client.url, '/', { headers: { 'if-none-match': headers.etag } });
    expect(again.status).toBe(304);
  });

  it('is served to HEAD, and to nobody who posts', async () => {
    expect((await ask(client.url, '/', { method: 'HEAD', headers: navigation })).status).toBe(200);
    const posted = await ask(client.url, '/', { method: 'POST', headers: navigation });
    expect(posted.json()).toMatchObject({ status: 404, code: 'route-not-found' });
  });

  it.each([
    ['an API address', '/api/v1/users', navigation],
    ['the API itself', '/api', navigation],
    ['an asset that is gone', '/assets/index-000000.js', navigation],
    ['the folder of assets', '/assets/', navigation],
    ['a file that is not there', '/favicon.ico', navigation],
    ['a caller who does not want HTML', '/courses/1', { accept: 'application/json' }],
    ['a way out of the folder', '/assets/../../../../etc/passwd', navigation],
    ['an encoded way out', '/assets/..%2f..%2f..%2f..%2fetc%2fpasswd', navigation],
    ['a hidden file', '/.env', navigation],
  ])('does not stand in for %s', async (_what, path, headers) => {
    const reply = await ask(client.url, path, { headers });
    expect(reply.json()).toMatchObject({ status: 404, code: 'route-not-found' });
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('allows scripts and styles from files of its own only', async () => {
    const { headers } = await ask(client.url, '/');
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
  it('with a hash in their names are kept for a year', async () => {
    const { status, headers } = await ask(client.url, asset);
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it('without one are asked for again', async () => {
    const { headers } = await ask(client.url, '/favicon.svg');
    expect(headers).toMatchObject({ 'cache-control': 'no-cache', 'content-type': 'image/svg+xml' });
    expect(headers.etag).toBeUndefined();
  });

  it('are compressed for who can read it, unless they are already', async () => {
    const gzip = { headers: { 'accept-encoding': 'gzip' } };
    const compressed = await ask(client.url, asset, gzip);
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.body).toBe(script);
    expect((await ask(client.url, asset)).headers['content-encoding']).toBeUndefined();
    const font = await ask(client.url, '/assets/font-d4e5f6.woff2', gzip);
    expect([font.status, font.headers['content-encoding']]).toEqual([200, undefined]);
  });

  it.each(['gzip', 'deflate', 'br'])('are readable when they come as %s', async (encoding) => {
    const reply = await fetch(`${client.url}${asset}`, { headers: { 'accept-encoding': encoding } });
    expect(reply.headers.get('content-encoding')).toBe(encoding);
    expect(await reply.text()).toBe(script);
  });
});

it('is ready when it serves, whatever the services behind it do', async () => {
  expect((await ask(client.url, '/health/ready')).json()).toMatchObject({ status: 'ready' });
  expect((await ask(client.url, '/health/live')).status).toBe(200);
  expect((await ask(client.url, '/metrics')).body).toContain('http_request_duration_seconds');
});

itInProcess('does not start without a built page, and says which folder lacks it', () => {
  expect(() => buildApp(testConfig(), { webFolder: '/no/such/folder' })).toThrow(
    'The page is not built: there is no index.html in /no/such/folder',
  );
});
