import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateSync, gzipSync } from 'node:zlib';
import { routeWith } from '../src';
import { createThing, startTestApp } from './test-app';

let test: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  const slowCheck = () => pause(20, {});
  const create = routeWith(createThing, slowCheck, ({ body: { name } }) =>
    Promise.resolve({ body: { name } }),
  );
  test = await startTestApp([create]);
});
afterAll(() => test.server.stop());

/** Sends raw bytes and returns the whole response. */
async function exchange(headers: string[], body: string | Buffer = ''): Promise<string> {
  const socket = connect(Number(new URL(test.server.url).port), '127.0.0.1');
  const lines = ['POST /v1/things HTTP/1.1', 'host: x', 'connection: close', ...headers, '', ''];
  socket.write(lines.join('\r\n'));
  socket.write(body);
  let text = '';
  socket.on('data', (chunk) => (text += String(chunk)));
  await once(socket, 'close');
  return text;
}

const post = (type: string, body: string | Buffer, ...more: string[]) =>
  exchange([`content-type: ${type}`, `content-length: ${Buffer.byteLength(body)}`, ...more], body);

const json = '{"name":"Zoë 🌱"}';

describe('a JSON body', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;CHARSET="UTF-8"',
    'application/json; profile="x;charset=utf-7"',
    'application/json; charset=; q',
  ])('is read when its type is %s', async (type) => {
    expect(await post(type, json)).toMatch(/^HTTP\/1.1 201 [^]*\{"name":"Zoë 🌱"\}/);
  });

  it.each([String.raw`"\ud83c\udf31"`, String.raw`"\uD83C\uDF31 \\ud83c"`])(
    'is read when its characters are escaped: %s',
    async (name) => {
      const answer = await post('application/json', `{"name":${name}}`);
      expect(answer).toMatch(/^HTTP\/1.1 201 /);
      expect(answer).toMatch(JSON.parse(name) === '🌱' ? '"🌱"' : '"🌱 \\\\ud83c"');
    },
  );

  it('is read with a byte order mark', async () => {
    expect(await post('application/json', `\uFEFF${json}`)).toMatch(/^HTTP\/1.1 201 /);
  });

  it('is read when it is chunked', async () => {
    const chunks = `8\r\n{"name":\r\n4\r\n"a"}\r\n0\r\n\r\n`;
    const answer = exchange(['content-type: application/json', 'transfer-encoding: chunked'], chunks);
    expect(await answer).toMatch(/^HTTP\/1.1 201 [^]*\{"name":"a"\}/);
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/merge-patch+json',
    'application/json; charset=utf-7',
    'application/json; charset=utf-16',
    'application/json; charset=utf-32le',
    'application/json; charset=utf8',
    'application/json; charset=iso-8859-1',
    'application/json; charset="utf-7"; charset=utf-8',
    'application/json; charset=__proto__',
    'json',
    '',
  ])('is rejected before it is read when its type is "%s"', async (type) => {
    // None of the body is sent, so an answer cannot have waited for it.
    const answer = await exchange([`content-type: ${type}`, 'content-length: 10']);
    expect(answer).toMatch(/^HTTP\/1.1 415 [^]*"code":"unsupported-media-type"/);
  });

  it.each([
    ['gzip', gzipSync(json)],
    ['deflate', deflateSync(json)],
    ['br', json],
    ['identity, gzip', json],
    ['snappy', json],
  ])('is rejected with the content encoding %s and an accept-encoding header', async (encoding, body) => {
    const answer = await post('application/json', body, `content-encoding: ${encoding}`);
    expect(answer).toMatch(/^HTTP\/1.1 415 [^]*accept-encoding: identity\r\n[^]*"unsupported-media-type"/);
  });

  it('is read with the content encoding identity', async () => {
    expect(await post('application/json', json, 'content-encoding: Identity')).toMatch(/^HTTP\/1.1 201 /);
  });

  it.each([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
    ['a surrogate as bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['UTF-16', Buffer.from(json, 'utf16le')],
    ['half of a letter', Buffer.from('{"name":"ö"}').subarray(0, 10)],
    ['an escaped half of a character', '{"name":"a\\ud83c"}'],
    ['an escaped half of a character in a key', '{"name":"a","\\uDC00":1}'],
    ['an escaped half of a character after a backslash', '{"name":"\\\\\\ud83c"}'],
    ['an escaped half of a character between others', '{"name":"\\ud800\\ud800\\udc00"}'],
    [
      'an escaped half of a character, deeply nested',
      `${'['.repeat(100_000)}"\\ud800"${']'.repeat(100_000)}`,
    ],
    ['half of an object', '{"name":'],
    ['a bare string', '"x"'],
    ['null', 'null'],
  ])('is malformed when it is %s', async (_what, body) => {
    expect(await post('application/json', body)).toMatch(/^HTTP\/1.1 400 [^]*"code":"malformed-json"/);
  });

  it('does not match its schema, however deep it is', async () => {
    const body = `${'['.repeat(100_000)}"\\ud83c\\udf31"${']'.repeat(100_000)}`;
    expect(await post('application/json', body)).toMatch(/^HTTP\/1.1 400 [^]*"code":"validation-failed"/);
  });

  it('is rejected as too large by its declared length before it is read, or while it is read', async () => {
    const size = 512 * 1024 + 1;
    const declared = exchange(['content-type: application/json', `content-length: ${size}`]);
    expect(await declared).toMatch(/^HTTP\/1.1 413 [^]*"code":"payload-too-large"/);
    const chunk = `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n0\r\n\r\n`;
    const streamed = exchange(['content-type: application/json', 'transfer-encoding: chunked'], chunk);
    expect(await streamed).toMatch(/^HTTP\/1.1 413 [^]*"code":"payload-too-large"/);
  });
});
