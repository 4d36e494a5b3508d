import type { EventContract } from '../src';
import { dataSchema } from './event-schema';
import { exampleOf } from './examples';
import { definitionName, type JsonSchema } from './json-schema';
import type { ProducersAndConsumers } from './producers-and-consumers';

/** An event with all that the documents say about it. */
export interface DescribedEvent extends ProducersAndConsumers {
  type: string;
  summary: string;
  draft: boolean;
  schema: JsonSchema;
  example: unknown;
}

export const describeEvent = (
  contract: EventContract,
  producersAndConsumers: ProducersAndConsumers,
): DescribedEvent => ({
  ...producersAndConsumers,
  type: contract.type,
  summary: contract.summary,
  draft: contract.draft ?? false,
  schema: dataSchema(contract),
  example: exampleOf(contract),
});

/** The attributes of every message, as headers: CloudEvents in binary mode, with our version and the trace context. */
export const messageHeaders = {
  'cloudEvents:specversion': { type: 'string', const: '1.0' },
  'cloudEvents:id': {
    type: 'string',
    format: 'uuid',
    description: 'uuid v7; the same on every redelivery: the idempotency key. Also the property message-id.',
  },
  'cloudEvents:type': { type: 'string', description: 'The event type; also the property type' },
  'cloudEvents:source': {
    type: 'string',
    description: 'The service that published it; also the property app-id',
  },
  'cloudEvents:subject': { type: 'string', description: 'Id of the aggregate that it is about' },
  'cloudEvents:time': { type: 'string', format: 'date-time', description: 'When it happened, UTC' },
  'cloudEvents:aggregateversion': {
    type: 'integer',
    description: 'Version of the aggregate after the change: apply newer, skip older',
  },
  traceparent: { type: 'string', description: 'W3C trace context, when the cause had one' },
} satisfies Record<string, JsonSchema>;

/** The AsyncAPI 3.0 document of the whole system: one channel and one message for each event type. */
export const asyncApiDocument = (events: DescribedEvent[]) => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Events of the courses system',
    version: '1.0.0',
    description:
      'Every event between the services, generated from libs/contracts by `npm run contracts:record`. ' +
      'Each type has its own major version; within one, fields are only added, and only optional ones.',
    license: { name: 'MIT' },
  },
  defaultContentType: 'application/json',
  channels: Object.fromEntries(events.map((event) => [event.type, channelOf(event)])),
  operations: Object.fromEntries(events.flatMap(operationsOf)),
  components: {
    messages: Object.fromEntries(events.map((event) => [event.type, messageOf(event)])),
    channelBindings: { events: exchangeBinding },
    messageTraits: { cloudEvent: cloudEventTrait },
    schemas: hoisted(Object.fromEntries(events.flatMap(({ schema }) => Object.entries(schema.$defs ?? {})))),
  },
});

const channelOf = ({ type }: DescribedEvent) => ({
  address: type,
  messages: { [type]: { $ref: `#/components/messages/${type}` } },
  bindings: { $ref: '#/components/channelBindings/events' },
});

const exchangeBinding = {
  amqp: {
    is: 'routingKey',
    exchange: { name: 'courses.events', type: 'topic', durable: true, autoDelete: false },
    bindingVersion: '0.3.0',
  },
};

function operationsOf({ type, publishers, queues }: DescribedEvent): [string, object][] {
  const channel = { $ref: `#/channels/${type}` };
  const messages = [{ $ref: `#/channels/${type}/messages/${type}` }];
  const sends = publishers.map((service): [string, object] => [
    `${service}.publish.${type}`,
    { action: 'send', title: `${service} publishes ${type}`, tags: [{ name: service }], channel, messages },
  ]);
  const receives = queues.map((queue): [string, object] => [
    queue,
    {
      action: 'receive',
      title: `Queue ${queue} takes ${type}`,
      tags: [{ name: queue.split('.')[0] }],
      channel,
      messages,
      bindings: { amqp: { ack: true, bindingVersion: '0.3.0' } },
    },
  ]);
  return [...sends, ...receives];
}

const messageOf = ({ type, summary, draft, schema, example }: DescribedEvent) => ({
  name: type,
  title: type,
  summary: draft ? `[Draft] ${summary}` : summary,
  ...(draft ? { 'x-stability-level': 'draft' } : {}),
  traits: [{ $ref: '#/components/messageTraits/cloudEvent' }],
  payload: payloadOf(schema),
  examples: [{ name: 'example', payload: example }],
  bindings: { amqp: { messageType: type, bindingVersion: '0.3.0' } },
});

const cloudEventTrait = {
  contentType: 'application/json',
  headers: {
    type: 'object',
    properties: messageHeaders,
    required: Object.keys(messageHeaders).filter((name) => name !== 'traceparent'),
  },
};

function payloadOf(schema: JsonSchema): unknown {
  const { $schema: _schema, $defs: _definitions, ...payload } = schema;
  return hoisted(payload);
}

/** Definitions stand under the document's components. */
function hoisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hoisted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    key === '$ref' ? `#/components/schemas/${definitionName(child as string)}` : hoisted(child),
  ]);
  return Object.fromEntries(entries);
}
