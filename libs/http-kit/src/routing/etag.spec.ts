import { optionalVersions, requiredVersions } from './etag';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"3"', [3]],
    ['"3", "4"', [3, 4]],
    ['"other"', []],
  ])('%s is read as the versions %j', (header, versions) => {
    expect(optionalVersions({ 'if-match': header })).toEqual(versions);
  });

  it('fails with precondition-required when it is required and missing', () => {
    expect(() => requiredVersions({})).toThrow(expect.objectContaining({ code: 'precondition-required' }));
    expect(requiredVersions({ 'if-match': '"3"' })).toEqual([3]);
  });
});
