import { RequestError } from './problem';

/** The strong ETag of an aggregate is its version. */
export const etagOf = (version: number): string => `"${version}"`;

/** Versions that a request accepts; undefined means any. */
export type ExpectedVersions = readonly number[] | undefined;

/** Reads an optional If-Match. Tags that are no version match nothing. */
export function optionalVersions(headers: { 'if-match'?: string | undefined }): ExpectedVersions {
  const header = headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  return [...header.matchAll(/"(\d+)"/g)].map((match) => Number(match[1]));
}

/** Reads If-Match where it is required; fails with `precondition-required` (428) without it. */
export function requiredVersions(headers: { 'if-match'?: string | undefined }): ExpectedVersions {
  if (headers['if-match'] === undefined) throw new RequestError('precondition-required');
  return optionalVersions(headers);
}
