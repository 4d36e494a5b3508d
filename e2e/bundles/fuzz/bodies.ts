import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';

const utf8 = (text: string): Buffer => Buffer.from(text);
const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const usual = ['', '{}', '[]', '"x"', 'null', '{"title":', '{"a":1,"a":2}', '{"__proto__":{"x":1}}', '1e999'];
const odd = [
  '{"title":"\\ud800"}',
  '{"title":"\\u0000"}',
  '\ufeff{}',
  '{"email":"a@example.com","password":7}',
];
const large = [nested(5_000), nested(100_000), `{"title":"${'x'.repeat(600_000)}"}`];
const body = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...[...usual, ...odd].map(utf8)) },
  { weight: 1, arbitrary: fc.constantFrom(...large.map(utf8)) },
  { weight: 6, arbitrary: fc.uint8Array({ maxLength: 64 }).map((array) => Buffer.from(array)) },
  { weight: 10, arbitrary: fc.json({ maxDepth: 2 }).map(utf8) },
  { weight: 3, arbitrary: fc.json({ maxDepth: 1 }).map((text) => Buffer.from(text, 'utf16le')) },
);

const encodings: Record<string, (plain: Buffer) => Buffer> = {
  gzip: (plain) => gzipSync(plain, { level: 1 }),
  deflate: (plain) => deflateSync(plain, { level: 1 }),
  br: (plain) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  identity: (plain) => plain,
};
const encoding = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'gzip',
      'deflate',
      'br',
      'identity',
      'GZIP',
      'x-gzip',
      'zstd',
      'compress',
      'gzip, gzip',
      'identity, gzip',
      '',
      '*',
      '\u00ff',
      'g'.repeat(4_000),
    ),
  },
);
/** A body with its content-encoding header, correct or not. */
export const encoded = fc.tuple(body, encoding, fc.boolean()).map(([plain, name, honest]) => ({
  header: name === undefined ? [] : [`content-encoding: ${name}`],
  body: honest ? ((encodings[name ?? 'identity'] ?? encodings.identity)?.(plain) ?? plain) : plain,
}));

export type Framing = (body: Buffer) => { header: string[]; sent: Buffer };

/** How a body is delimited: the headers for it, and the bytes as they are sent. */
export const framings: Record<'whole' | 'broken', Framing[]> = {
  whole: [
    (content) => ({ header: [`content-length: ${content.length}`], sent: content }),
    (content) => ({ header: [`content-length: ${content.length}`], sent: content }),
    (content) => ({ header: ['transfer-encoding: chunked'], sent: chunked(content) }),
    (content) => ({
      header: ['Transfer-Encoding: CHUNKED'],
      sent: chunked(content, ';x="y"', 'x-trailer: 1\r\n'),
    }),
    () => ({ header: [], sent: Buffer.alloc(0) }),
  ],
  broken: [
    (content) => ({ header: [`content-length: ${content.length + 9}`], sent: content }),
    (content) => ({
      header: [`content-length: ${content.length}`, 'transfer-encoding: chunked'],
      sent: content,
    }),
    (content) => ({ header: ['transfer-encoding: gzip, chunked'], sent: chunked(content) }),
    (content) => ({ header: ['transfer-encoding: identity'], sent: content }),
    (content) => ({ header: ['transfer-encoding: chunked, chunked'], sent: chunked(content) }),
    (content) => ({ header: ['content-length: -1'], sent: content }),
    (content) => ({ header: ['content-length: 1', 'content-length: 2'], sent: content }),
    (content) => ({ header: ['content-length: 99999999999999999999'], sent: content }),
    (content) => ({
      header: ['transfer-encoding: chunked'],
      sent: Buffer.concat([bytes('zz\r\n'), content]),
    }),
    (content) => ({
      header: ['transfer-encoding: chunked'],
      sent: Buffer.concat([bytes('ffffffffffffffffff\r\n'), content]),
    }),
    (content) => ({ header: [], sent: content }),
  ],
};

function chunked(content: Buffer, extension = '', trailer = ''): Buffer {
  const size = content.length > 0 ? bytes(`${content.length.toString(16)}${extension}\r\n`) : bytes('');
  return Buffer.concat([size, content, bytes(`${content.length > 0 ? '\r\n' : ''}0\r\n${trailer}\r\n`)]);
}
