/** A key and when it begins to sign; it signs until the next one begins. */
export interface DatedKey {
  kid: string;
  signsFrom: Date;
}

/** Lifetime of an access token. */
export const tokenSeconds = 600;

/** A new key is published this long before it signs: longer than anyone keeps the keys without reading them again. */
export const announcementSeconds = 900;

/** Clocks differ; an old key stays published that much longer than its last token lives. */
const spareSeconds = 60;

/** The key that signs now; `keys` are in order. */
export const signingKey = <Key extends DatedKey>(keys: Key[], now: Date): Key | undefined =>
  keys.filter(({ signsFrom }) => signsFrom <= now).at(-1);

/** The keys to check tokens with: the one that signs, the next, and old ones whose tokens may be about. */
export function publishedKeys<Key extends DatedKey>(keys: Key[], now: Date): Key[] {
  const gone = now.getTime() - (tokenSeconds + spareSeconds) * 1_000;
  return keys.filter((_key, index) => {
    const successor = keys[index + 1];
    return !successor || successor.signsFrom.getTime() > gone;
  });
}

/** Whether a key waits for its time; another one would only confuse. */
export const isRotating = (keys: DatedKey[], now: Date): boolean =>
  keys.some(({ signsFrom }) => signsFrom > now);
