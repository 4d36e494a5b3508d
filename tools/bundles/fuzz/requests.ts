import { METHODS } from 'node:http';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { charsets } from './charsets';

/** One request as bytes, and what may be expected of it. */
export interface FuzzRequest {
  parts: Buffer[];
  /** All of it was sent and the connection is to be closed after it, so an answer must come. */
  whole: boolean;
  /** Its answer never ends. */
  endless: boolean;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf8 = (text: string): Buffer => Buffer.from(text);

const method = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('POST', 'PUT', 'PATCH') },
  { weight: 8, arbitrary: fc.constantFrom('GET', 'DELETE', 'HEAD', 'OPTIONS') },
  { weight: 2, arbitrary: fc.constantFrom(...METHODS.filter((name) => name !== 'CONNECT')) },
  { weight: 1, arbitrary: fc.constantFrom('get', 'FOO', 'G\u00cbT', 'CONNECT', 'PRI', '') },
);

const id = '0190a000-0000-7000-8000-000000000001';
const segment = fc.oneof(
  fc.constantFrom(
    id,
    'x',
    '..',
    '.',
    '%00',
    '%ff',
    '%E0%A4%A',
    '%2f',
    '%2e%2e',
    '%',
    '\u00e9',
    '\u007f',
    '[',
    '{',
    '~',
    ':',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 8 }).map((text) => text.replace(/[\s?#/\0-\x1f]/g, '_')),
  fc.constant('a'.repeat(3_000)),
);
const query = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '?',
      '?&&=',
      '?a=1&a=2',
      '?limit=5',
      '?limit=5&limit=6',
      '?limit[]=5',
      '?limit[$gt]=',
      '?cursor=%00',
      '?cursor=eyJ9',
      '?__proto__=1',
      '?constructor[prototype]=1',
      '?status=%ff',
      '?q=%',
      '?q=%u0041',
      '?\u00e9=\u00e9',
      `?q=${'x'.repeat(9_000)}`,
      `?${'a&'.repeat(2_000)}`,
      '?search=%ED%A0%80',
      '?limit=0x5',
      '?limit=1e1',
    ),
  },
);

/** A method and a path, such as `/v1/courses/{courseId}`, that a server knows. */
export interface Operation {
  method: string;
  path: string;
}

const oddTargets = [
  '*',
  '//',
  '///x',
  '',
  '/\\',
  'x',
  'http://',
  'http://[',
  'http://a:b@c/',
  'https://x/v1/courses',
  '?',
  '#',
  '/#',
  '/\u00a0',
];

function line(operations: Operation[]): fc.Arbitrary<{ method: string; target: string }> {
  const known = fc.constantFrom(...operations);
  const filled = fc
    .tuple(known, segment, fc.integer({ min: 0, max: 3 }))
    .map(([{ path }, part, dice]) => path.replaceAll(/\{\w+\}/g, dice === 0 ? part : id));
  const path = fc.oneof(
    { weight: 8, arbitrary: filled },
    { weight: 2, arbitrary: fc.tuple(filled, segment).map((both) => both.join('/')) },
    { weight: 1, arbitrary: fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`) },
    { weight: 1, arbitrary: fc.constantFrom(...oddTargets) },
  );
  const proper = known.map(({ method: verb, path: of }) => ({
    method: verb,
    target: of.replaceAll(/\{\w+\}/g, id),
  }));
  const any = fc.tuple(method, path, query).map(([verb, of, more]) => ({ method: verb, target: of + more }));
  return fc.oneof({ weight: 2, arbitrary: proper }, { weight: 1, arbitrary: any });
}

const charset = fc.oneof(
  fc.constantFrom(...charsets),
  fc.constantFrom(...charsets.filter((name) => /^utf/i.test(name))),
);
const typeParameters = fc.oneof(
  { weight: 4, arbitrary: charset.map((name) => `; charset=${name}`) },
  { weight: 1, arbitrary: charset.map((name) => `;CHARSET="${name}"`) },
  { weight: 1, arbitrary: fc.tuple(charset, charset).map(([a, b]) => `; charset=${a}; charset=${b}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ';',
      '; charset',
      '; charset=',
      '; charset="utf-8',
      '; charset=;',
      '; =',
      `; q=${'x'.repeat(5_000)}`,
      '; boundary=x',
      "; charset*=utf-8''x",
    ),
  },
);
const contentType = fc.oneof(
  { weight: 6, arbitrary: typeParameters.map((parameters) => `application/json${parameters}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data',
          'application/merge-patch+json',
          '*/*',
          'json',
          '/',
          '\u00e9/\u00e9',
          '',
        ),
        typeParameters,
      )
      .map((both) => both.join('')),
  },
);

const oddHeaders = fc.constantFrom(
  'accept: */*;q=x',
  'accept: text/html',
  'accept: ',
  'accept-charset: utf-7',
  'accept-language: tlh, *;q=0.001, ',
  'accept-encoding: gzip',
  'accept-encoding: br;q=1, gzip;q=0',
  'accept-encoding: zstd, deflate',
  'accept-encoding: identity;q=0, *;q=0',
  'accept-encoding: ,,;q=',
  'authorization: Bearer',
  'authorization: Bearer x.y.z',
  'authorization: Basic Og==',
  'authorization: \u00ff',
  `authorization: Bearer ${'a'.repeat(6_000)}`,
  `authorization: Bearer ${Buffer.from('{"alg":"EdDSA","crit":["x"]}').toString('base64url')}.e30.AA`,
  `authorization: Bearer ${Buffer.from('{"alg":"dir","enc":"A256GCM","zip":"DEF"}').toString('base64url')}..AAAA.AAAA.AAAA`,
  `authorization: Bearer ${Buffer.from('{"alg":"EdDSA","kid":"__proto__"}').toString('base64url')}.e30.${'A'.repeat(86)}`,
  'cookie: session=',
  'cookie: session=a.b.c.d.e',
  'cookie: =;;=; \u00ff',
  `cookie: ${'a=b; '.repeat(1_500)}`,
  `cookie: session=${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`,
  'if-match: "1"',
  'if-match: W/"1", *',
  'if-match: ',
  'if-none-match: *',
  'if-none-match: "',
  `if-none-match: ${'"x",'.repeat(2_000)}`,
  'if-modified-since: yesterday',
  'if-range: x',
  'range: bytes=0-0',
  'range: bytes=9-1',
  'range: bytes=-0,0-,5-6',
  'range: lines=1',
  'idempotency-key: ',
  'idempotency-key: \u00e9',
  'x-request-id: a\u007fb',
  `x-request-id: ${'r'.repeat(500)}`,
  'x-request-id: ok-1',
  'x-forwarded-for: unknown, [::1]:80, \u00ff',
  'x-forwarded-for: 1.2.3.4:5',
  'x-forwarded-proto: gopher',
  'forwarded: for="_x"',
  'origin: null',
  'origin: http://evil.example',
  'origin: [',
  'sec-fetch-site: same-origin',
  'sec-fetch-site: cross-site',
  'referer: \u00ff',
  'last-event-id: x.y',
  'last-event-id: ',
  'traceparent: 00-zz-zz-zz',
  'baggage: a=b',
  'te: trailers',
  'trailer: content-length',
  'via: 1.1 x',
  'expect: 100-continue',
  'upgrade: websocket',
  'upgrade: h2c',
  'connection: upgrade, http2-settings',
  'connection: keep-alive, host, content-type',
  'http2-settings: AAMAAABkAAQAAP__',
  'max-forwards: 0',
  'date: x',
  'x-http-method-override: DELETE',
  'content-md5: x',
  'content-range: bytes 0-1/2',
  'content-language: x',
  'x:',
);
/** With these a request is no HTTP, or is not whole. */
const brokenHeaders = fc.constantFrom(
  'x: \u0000',
  'x: a\rb',
  ':x',
  'x y: z',
  ' folded',
  'host: a',
  'host: ',
  'expect: 200-ok',
  '__Host-session=x',
  'content-length: 1',
  `x: ${'y'.repeat(20_000)}`,
);
const headers = fc.array(
  fc.oneof({ weight: 30, arbitrary: oddHeaders }, { weight: 1, arbitrary: brokenHeaders }),
  { maxLength: 3 },
);
const manyHeaders = fc
  .integer({ min: 100, max: 3_000 })
  .map((count) => Array.from({ length: count }, (_, index) => `x${index}: y`));

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
const encoded = fc.tuple(body, encoding, fc.boolean()).map(([plain, name, honest]) => ({
  header: name === undefined ? [] : [`content-encoding: ${name}`],
  body: honest ? ((encodings[name ?? 'identity'] ?? encodings.identity)?.(plain) ?? plain) : plain,
}));

type Framing = (body: Buffer) => { header: string[]; sent: Buffer };

/** How a body is delimited: the headers for it, and the bytes as they are sent. */
const framings: Record<'whole' | 'broken', Framing[]> = {
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

const version = fc.oneof(
  { weight: 30, arbitrary: fc.constant('HTTP/1.1') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', '') },
);

/** A share from 0 to 1, once in so many times. */
const sometimes = (times: number): fc.Arbitrary<number | null> =>
  fc.oneof(
    { weight: times - 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  );

const endlessPaths = /^(\/live|\/system\/events)(\?|$)/;

/**
 * Requests for these operations, or near them; `credentials` are headers that open most of them. The same seed gives the
 * same requests.
 */
export function requests(operations: Operation[], credentials: string[]): fc.Arbitrary<FuzzRequest> {
  const shape = fc.record({
    line: line(operations),
    known: fc.constantFrom(credentials, credentials, []),
    version,
    type: fc.option(contentType, { freq: 8, nil: undefined }),
    headers: fc.oneof({ weight: 30, arbitrary: headers }, { weight: 1, arbitrary: manyHeaders }),
    payload: encoded,
    framing: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...framings.whole) },
      { weight: 1, arbitrary: fc.constantFrom(...framings.broken) },
    ),
    cut: sometimes(6),
    split: sometimes(3),
    followedBy: fc.constantFrom(
      '',
      '',
      '',
      '',
      'nonsense\r\n\r\n',
      'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n',
    ),
  });
  return shape.map((one) => {
    const { header, sent } = one.framing(one.payload.body);
    const lines = [
      `${one.line.method} ${one.line.target} ${one.version}`,
      'host: 127.0.0.1',
      ...(one.type === undefined ? [] : [`content-type: ${one.type}`]),
      ...one.payload.header,
      ...header,
      ...one.known,
      ...one.headers,
      'connection: close',
    ];
    const all = Buffer.concat([bytes(`${lines.join('\r\n')}\r\n\r\n`), sent, bytes(one.followedBy)]);
    const kept = one.cut === null ? all : all.subarray(0, Math.floor(one.cut * all.length));
    const at = one.split === null ? kept.length : Math.floor(one.split * kept.length);
    const parts = [kept.subarray(0, at), kept.subarray(at)].filter((part) => part.length > 0);
    return {
      parts,
      whole:
        framings.whole.includes(one.framing) &&
        one.cut === null &&
        !one.headers.includes('content-length: 1'),
      endless: endlessPaths.test(one.line.target),
    };
  });
}
