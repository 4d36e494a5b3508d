/** Letters and digits of a domain, or percent-encoded bytes that are not ASCII. */
const label = String.raw`(?:[\p{L}\d-]|%(?:25)*[89a-f][\da-f])+`;
const emailAddress = new RegExp(
  String.raw`[^\s"'\\<>()[\]{},;:/=?&#@]{1,64}(?:@|%(?:25)*40)${label}(?:(?:\.|%(?:25)*2e)${label})+`,
  'giu',
);

/** The name and password of a URL. */
const credentials = /(?<=:\/\/)[^\s"\\/?#]+@/g;

/** MongoDB's message of a duplicate key ends with the key; in a line of JSON, quotes in it are escaped. */
const duplicateKey = /dup key: \{.*?\}(?=\\n|: |")/g;

/**
 * A line of a log, or a text of a span, without e-mail addresses, plain or percent-encoded, without credentials of URLs, and
 * without keys that the database refused.
 */
export function redact(line: string): string {
  const safe = line.includes('dup key: ') ? line.replace(duplicateKey, 'dup key: [redacted]') : line;
  if (!safe.includes('@') && !safe.includes('%')) return safe;
  return safe.replace(credentials, '[redacted]@').replace(emailAddress, '[redacted]');
}
