import { optionalVersions, requiredVersions } from './etag';

describe('If-Match', () => {
  it.each([
    [undefined, undefined],
    ['*', undefined],
    ['"3"', [3]],
    ['"3", "4"', [3, 4]],
    ['"other"', []],
  ])('%s stands for the versions %j', (header, versions) => {
    expect(optionalVersions({ 'if-match': header })).toEqual(versions);
  });

  it('is missed where it is required', () => {
    expect(() => requiredVersions({})).toThrow(expect.objectContaining({ code: 'precondition-required' }));
    expect(requiredVersions({ 'if-match': '"3"' })).toEqual([3]);
  });
});
