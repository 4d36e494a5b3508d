import { METHODS } from 'node:http';
import fc from 'fast-check';

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
  fc.string({ unit: 'binary-ascii', maxLength: 8 }).map((text) => text.replace(/[^!-~]|[?#/]/g, '_')),
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

export function requestLines(operations: Operation[]): fc.Arbitrary<{ method: string; target: string }> {
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
