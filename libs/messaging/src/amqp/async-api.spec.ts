import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { enrollmentEvent } from '../../test/events';
import { exchangeNames } from './topology';
import { encode } from './codec';

const document = parse(readFileSync(join(__dirname, '../../../../docs/events/asyncapi.yaml'), 'utf8'));

test('docs/events/asyncapi.yaml names the headers that travel', () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { headers } = encode(enrollmentEvent({ traceparent })).properties;
  const described = document.components.messageTraits.cloudEvent.headers;
  expect(Object.keys(headers ?? {}).sort()).toEqual(Object.keys(described.properties).sort());
  expect(Object.keys(encode(enrollmentEvent()).properties.headers ?? {}).sort()).toEqual(
    described.required.sort(),
  );
});

test('docs/events/asyncapi.yaml names the exchange', () => {
  const { amqp } = document.components.channelBindings.events;
  expect(amqp.exchange.name).toBe(exchangeNames('').events);
});
