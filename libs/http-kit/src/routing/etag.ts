import { RequestError } from '../problems/problem';

/** The strong ETag of an aggregate is its version. */
export const etagOf = (version: number): string => `"${version}"`;

/** Versions that a request accepts; undefined accepts any. */
export type ExpectedVersions = readonly number[] | undefined;

/** An ETag of a list, weak or strong; commas inside of its quotes belong to it. */
const etags = /(?:W\/)?"[^"]*"/g;

/**
 * Reads an optional If-Match, as its schema in the contracts accepts it. ETags are compared as strings (RFC 9110, strong
 * comparison): weak ones, and those that are not written as `etagOf` writes a version, match nothing.
 */
export function optionalVersions(headers: { 'if-match'?: string | undefined }): ExpectedVersions {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  return (header.match(etags) ?? []).flatMap((etag) => {
    const version = Number(etag.slice(1, -1));
    return Number.isSafeInteger(version) && etag === etagOf(version) ? [version] : [];
  });
}

/** Fails with `precondition-failed` (412) where If-Match does not name the strong ETag of what is read. */
export function checkIfMatch(headers: { 'if-match'?: string | undefined }, etag: string): void {
  const header = headers['if-match'];
  if (header === undefined || header.trim() === '*') return;
  if (!header.match(etags)?.includes(etag)) throw new RequestError('precondition-failed');
}

/** Reads a required If-Match; fails with `precondition-required` (428) without it. */
export function requiredVersions(headers: { 'if-match'?: string | undefined }): ExpectedVersions {
  if (headers['if-match'] === undefined) throw new RequestError('precondition-required');
  return optionalVersions(headers);
}
