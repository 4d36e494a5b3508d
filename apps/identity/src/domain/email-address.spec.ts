import { normalizeEmail } from './email-address';

it.each([
  ['Ada@Example.COM', 'ada@example.com'],
  ['  ada@example.com ', 'ada@example.com'],
  ['ａｄａ@ｅｘａｍｐｌｅ.com', 'ada@example.com'],
  ['ﬁona@example.com', 'fiona@example.com'],
  ['ada+courses@mail.example.org', 'ada+courses@mail.example.org'],
  ['ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
  ['ada@xn--mnchen-3ya.example', 'ada@xn--mnchen-3ya.example'],
])('normalizes %s to %s', (text, normalized) => {
  expect(normalizeEmail(text)).toBe(normalized);
});

it.each([
  ['a Cyrillic letter', '\u0430da@example.com'],
  ['a Greek letter', 'ad\u03b1@example.com'],
  ['a combining accent', 'ada\u0301@example.com'],
  ['an invisible character', 'ad\u200ba@example.com'],
  ['a right-to-left override', 'ad\u202ea@example.com'],
  ['a zero byte', 'ada\0@example.com'],
  ['a line end', 'ada\r\nbcc: x@example.com'],
])('rejects %s before the @', (_what, text) => {
  expect(normalizeEmail(text)).toBeUndefined();
});

it('a domain of look-alikes is another domain, and shows it', () => {
  expect(normalizeEmail('ada@ex\u0430mple.com')).toMatch(/^ada@xn--/);
});

it.each([
  '',
  '@',
  'ada',
  'ada@',
  '@example.com',
  'ada@example',
  'ada@@example.com',
  'a@b@example.com',
  'ada@127.0.0.1',
  'ada@[::1]',
  'ada@example.com/path',
  'ada@example.com:80',
  'ada@exa mple.com',
  'ada@-example.com',
  '.ada@example.com',
  'ada..lovelace@example.com',
  '"ada"@example.com',
  'a da@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(70)}.com.${'b'.repeat(190)}.com`,
])('rejects "%s" as an address', (text) => {
  expect(normalizeEmail(text)).toBeUndefined();
});
