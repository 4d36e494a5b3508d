import { DatabaseUnavailableError } from './errors';
import { runOperation } from './run-operation';

const failingWith = (name: string, rest: object = {}) =>
  runOperation(() => Promise.reject(Object.assign(new Error('from the driver'), { name, ...rest })));

it.each([
  'MongoPoolClosedError',
  'MongoServerClosedError',
  'MongoStalePrimaryError',
  'MongoOperationTimeoutError',
])('means that the database is unavailable: %s', async (name) => {
  await expect(failingWith(name)).rejects.toThrow(DatabaseUnavailableError);
});

it.each([
  { code: 'ECONNRESET', syscall: 'write' },
  { code: 'EPIPE', syscall: 'write' },
  { code: 'ERR_STREAM_DESTROYED' },
  { code: 'ERR_SOCKET_CLOSED' },
])('means that the database is unavailable: %j', async (socketError) => {
  await expect(failingWith('Error', socketError)).rejects.toThrow(DatabaseUnavailableError);
});

it('keeps an error that says nothing of the database', async () => {
  await expect(failingWith('MongoInvalidArgumentError')).rejects.toThrow('from the driver');
});
