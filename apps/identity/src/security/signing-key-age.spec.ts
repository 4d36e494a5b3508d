import { Registry } from 'prom-client';
import { signingKeyAge } from './signing-key-age';

const name = 'identity_signing_key_age_seconds';

test('reports the age of the key, and nothing while the keys cannot be read', async () => {
  const metrics = new Registry();
  let read = () => Promise.resolve(60);
  signingKeyAge(metrics, () => read());
  const value = async () => (await metrics.getSingleMetric(name)?.get())?.values.map(({ value }) => value);
  expect(await value()).toEqual([60]);

  read = () => Promise.reject(new Error('no primary'));
  expect(await value()).toEqual([]);

  read = () => Promise.resolve(120);
  expect(await value()).toEqual([120]);
});
