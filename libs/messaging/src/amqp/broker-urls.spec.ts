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

test('the nodes take turns', () => {
  const next = rotation(brokerUrls('amqp://a, amqp://b'));
  expect([next(), next(), next()]).toEqual(['amqp://a', 'amqp://b', 'amqp://a']);
});
