import { brokerUrls, isAmqpUrl, rotation } from './broker-urls';

test.each([
  ['amqp://broker', true],
  ['amqps://user:secret@a:5671, amqps://user:secret@b:5671/vhost', true],
  ['amqp://a,http://b', false],
  ['amqp://a,', false],
  ['', false],
])('%p is a list of URLs of brokers: %p', (urls, expected) => {
  expect(isAmqpUrl(urls)).toBe(expected);
});

const urls = brokerUrls('amqp://a, amqp://b, amqp://c');

test('the nodes take turns', () => {
  const next = rotation(urls);
  const first = [next(), next(), next()];
  expect([...first].sort()).toEqual(urls);
  expect([next(), next(), next()]).toEqual(first);
});

test('clients spread over the nodes', () => {
  const orders = Array.from({ length: 100 }, () => {
    const next = rotation(urls);
    return [next(), next()].join();
  });
  expect(new Set(orders).size).toBeGreaterThan(urls.length);
});
