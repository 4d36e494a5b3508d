/** A key and the time from which it signs, until the next key takes over. */
export interface DatedKey {
  kid: string;
  signsFrom: Date;
}

/** Lifetime of an access token. */
export const tokenSeconds = 600;

/** A new key is published this long before it signs: longer than any verifier caches the key set. */
export const prepublishSeconds = 900;

/** Tolerance for clock skew: an old key stays published this much longer than its last token is valid. */
const spareSeconds = 60;

/** The key that signs now; `keys` are in order. */
export const signingKey = <Key extends DatedKey>(keys: Key[], now: Date): Key | undefined =>
  keys.filter(({ signsFrom }) => signsFrom <= now).at(-1);

/** The keys to verify tokens with: the one that signs, the next, and old ones whose tokens may still be valid. */
export function publishedKeys<Key extends DatedKey>(keys: Key[], now: Date): Key[] {
  const gone = now.getTime() - (tokenSeconds + spareSeconds) * 1_000;
  return keys.filter((_key, index) => {
    const successor = keys[index + 1];
    return !successor || successor.signsFrom.getTime() > gone;
  });
}

/** Whether a rotation is in progress: a key is published that does not sign yet. */
export const isRotating = (keys: DatedKey[], now: Date): boolean =>
  keys.some(({ signsFrom }) => signsFrom > now);
