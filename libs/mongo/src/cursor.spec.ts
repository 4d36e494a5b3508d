import { decodeCursor, encodeCursor, InvalidCursorError } from './cursor';

describe('decodeCursor', () => {
  it('returns the value that was encoded for the same order', () => {
    expect(decodeCursor('title', encodeCursor('title', 'Ärger "1"'))).toBe('Ärger "1"');
  });

  it.each([
    ['of another order', encodeCursor('newest', 'x')],
    ['that is empty', ''],
    ['that is not base64url', '%%%'],
    ['that is not JSON', Buffer.from('{').toString('base64url')],
    ['whose value is not a string', Buffer.from('["title",{"$gt":""}]').toString('base64url')],
    ['with additional elements', Buffer.from('["title","x","y"]').toString('base64url')],
  ])('rejects a cursor %s', (_what, cursor) => {
    expect(() => decodeCursor('title', cursor)).toThrow(InvalidCursorError);
  });
});
