import { prepublishSeconds, isRotating, publishedKeys, signingKey, tokenSeconds } from './signing-keys';

const start = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const keys = [
  { kid: 'old', signsFrom: start },
  { kid: 'new', signsFrom: after(prepublishSeconds) },
];
const published = (seconds: number) => publishedKeys(keys, after(seconds)).map(({ kid }) => kid);

it('publishes a new key before it signs', () => {
  expect(signingKey(keys, after(1))?.kid).toBe('old');
  expect(published(1)).toEqual(['old', 'new']);
  expect(isRotating(keys, after(1))).toBe(true);
});

it('publishes the old key until its last token has expired', () => {
  const lastToken = prepublishSeconds - 1;
  expect(signingKey(keys, after(lastToken))?.kid).toBe('old');
  expect(published(lastToken + tokenSeconds)).toEqual(['old', 'new']);
  expect(published(lastToken + tokenSeconds + 62)).toEqual(['new']);
});

it('signs with the new key from its start time on', () => {
  expect(signingKey(keys, after(prepublishSeconds))?.kid).toBe('new');
  expect(isRotating(keys, after(prepublishSeconds))).toBe(false);
});
