import type { ConsumeMessage, Options } from 'amqplib';
import { enrollmentEvent } from '../../test/events';
import { decode, encode, forwarded } from './codec';

/** As a message comes out of a queue. */
const delivered = (content: Buffer, properties: Options.Publish): ConsumeMessage => ({
  content,
  properties: properties as ConsumeMessage['properties'],
  fields: { deliveryTag: 1, redelivered: false, exchange: '', routingKey: '', consumerTag: '' },
});

const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

test('encodes a message as CloudEvents in binary mode: attributes in the headers, the data as body', () => {
  const message = enrollmentEvent({ traceparent });
  const { content, properties } = encode(message);

  expect(JSON.parse(content.toString())).toEqual(message.data);
  expect(properties).toEqual({
    messageId: message.id,
    type: 'enrollment.confirmed.v1',
    timestamp: Date.parse(message.time) / 1_000,
    contentType: 'application/json',
    appId: 'enrollments',
    persistent: true,
    mandatory: true,
    headers: {
      'cloudEvents:specversion': '1.0',
      'cloudEvents:id': message.id,
      'cloudEvents:type': 'enrollment.confirmed.v1',
      'cloudEvents:source': 'enrollments',
      'cloudEvents:subject': message.subject,
      'cloudEvents:time': message.time,
      'cloudEvents:aggregateversion': 1,
      traceparent,
    },
  });
});

test('decodes what it encoded', () => {
  const message = enrollmentEvent({ traceparent });
  const { content, properties } = encode(message);
  const received = decode(delivered(content, properties));

  expect(received).toMatchObject({ id: message.id, attempts: 0 });
  expect(received.read()).toEqual(message);
});

test.each([['three'], [-1], [1.5], [null], [undefined]])('reads attempts of %p as none', (attempts) => {
  expect(decode(delivered(Buffer.from(''), { headers: { 'x-attempts': attempts } })).attempts).toBe(0);
});

test('a forwarded message stays the same, but for what would act in its next queue', () => {
  const { content, properties } = encode(enrollmentEvent());
  const foreign = {
    ...properties,
    expiration: '1000',
    userId: 'guest',
    headers: {
      ...(properties.headers as object),
      CC: ['elsewhere'],
      'x-death': [],
      'x-delivery-count': 3,
      own: 'kept',
    },
  };

  const next = forwarded(delivered(content, foreign), { attempts: 2, reason: 'r'.repeat(600), queue: 'a.b' });

  expect(next.content).toBe(content);
  expect(next.properties).toEqual({
    ...properties,
    headers: {
      ...(properties.headers as object),
      own: 'kept',
      'x-attempts': 2,
      'x-reason': 'r'.repeat(500),
      'x-queue': 'a.b',
      'x-forwarded-at': expect.any(String),
    },
  });
});

test('a forwarded message loses a time stamp that cannot be written again', () => {
  const why = { attempts: 1, reason: 'odd', queue: 'a.queue' };
  const stampOf = (timestamp: number) =>
    forwarded(delivered(Buffer.from('{}'), { timestamp }), why).properties.timestamp;
  expect(stampOf(2 ** 64)).toBeUndefined();
  expect(stampOf(1_795_845_504)).toBe(1_795_845_504);
});
