import { decodeCursor, encodeCursor, InvalidCursorError } from './cursor';

describe('a cursor', () => {
  it('gives back where the page ended', () => {
    expect(decodeCursor('title', encodeCursor('title', 'Ärger "1"'))).toBe('Ärger "1"');
  });

  it.each([
    ['of another order', encodeCursor('newest', 'x')],
    ['that is empty', ''],
    ['that is no base64url', '%%%'],
    ['that is no JSON', Buffer.from('{').toString('base64url')],
    ['whose value is no text', Buffer.from('["title",{"$gt":""}]').toString('base64url')],
    ['with more than it needs', Buffer.from('["title","x","y"]').toString('base64url')],
  ])('%s is refused', (_what, cursor) => {
    expect(() => decodeCursor('title', cursor)).toThrow(InvalidCursorError);
  });
});
