import { optionalVersions, requiredVersions } from './etag';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"3"', [3]],
    ['"3", "4"', [3, 4]],
    ['"other"', []],
    ['"3" , ,"4",', [3, 4]],
    [',', []],
    ['', []],
    ['W/"3"', []],
    ['W/"3", "4"', [4]],
    ['"01", "1.0", "1e0", "0x1", " 1", ""', []],
    ['"9007199254740993"', []],
    ['"1,2"', []],
    ['"NaN", "Infinity"', []],
  ])('%s is read as the versions %j', (header, versions) => {
    expect(optionalVersions({ 'if-match': header })).toEqual(versions);
  });

  it('fails with precondition-required when it is required and missing', () => {
    expect(() => requiredVersions({})).toThrow(expect.objectContaining({ code: 'precondition-required' }));
    expect(requiredVersions({ 'if-match': '"3"' })).toEqual([3]);
  });
});
