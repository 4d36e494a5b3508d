import { RequestError } from '../problems/problem';

/** The strong ETag of an aggregate is its version. */
export const etagOf = (version: number): string => `"${version}"`;

/** Versions that a request accepts; undefined accepts any. */
export type ExpectedVersions = readonly number[] | undefined;

/** Reads an optional If-Match. ETags that are not versions match nothing. */
export function optionalVersions(headers: { 'if-match'?: string | undefined }): ExpectedVersions {
  const header = headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  return [...header.matchAll(/"(\d+)"/g)].map((match) => Number(match[1]));
}

/** Reads a required If-Match; fails with `precondition-required` (428) without it. */
export function requiredVersions(headers: { 'if-match'?: string | undefined }): ExpectedVersions {
  if (headers['if-match'] === undefined) throw new RequestError('precondition-required');
  return optionalVersions(headers);
}
