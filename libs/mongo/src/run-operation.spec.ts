import { DatabaseUnavailableError } from './errors';
import { runOperation } from './run-operation';

const failingWith = (name: string) =>
  runOperation(() => Promise.reject(Object.assign(new Error('from the driver'), { name })));

it.each([
  'MongoPoolClosedError',
  'MongoServerClosedError',
  'MongoStalePrimaryError',
  'MongoOperationTimeoutError',
])('means that the database is unavailable: %s', async (name) => {
  await expect(failingWith(name)).rejects.toThrow(DatabaseUnavailableError);
});

it('keeps an error that says nothing of the database', async () => {
  await expect(failingWith('MongoInvalidArgumentError')).rejects.toThrow('from the driver');
});
