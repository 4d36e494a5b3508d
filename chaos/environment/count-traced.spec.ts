import { countTraced } from './count-traced';

const messageId = '00000001-0000-7000-8000-000000000001';
const created = { operation: 'create', messageId, traceId: 'a', spanId: '1', parentId: undefined };
const processed = { operation: 'process', messageId, traceId: 'a', spanId: '2', parentId: '1' };

it('counts each attempt whose parent created the event', () => {
  expect(countTraced([processed, created, processed])).toEqual({ consumerSpans: 2, withProducer: 2 });
});

it.each([
  ['another trace', { traceId: 'b' }],
  ['another span', { parentId: '3' }],
  ['no parent', { parentId: undefined }],
  ['the span of another event', { messageId: '00000001-0000-7000-8000-000000000002' }],
])('does not count as traced what has %s', (_, difference) => {
  expect(countTraced([created, { ...processed, ...difference }])).toEqual({
    consumerSpans: 1,
    withProducer: 0,
  });
});

it('leaves out messages that are no events', () => {
  expect(countTraced([{ ...processed, messageId: 'malformed' }])).toEqual({
    consumerSpans: 0,
    withProducer: 0,
  });
});
