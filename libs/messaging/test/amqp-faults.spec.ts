import { channelAndQueueFaults } from './faults/channels-and-queues';
import { connectionFaults } from './faults/connections';
import { outboxFaults } from './faults/outbox';
import { poison } from './faults/poison';
import { peersThatAreNoBroker } from './faults/no-broker';

describe('the AMQP bus and a peer that is no broker', () => peersThatAreNoBroker());

const amqpUrl = process.env['AMQP_URL'];

/** `npm run test:integration` */
if (amqpUrl) {
  describe('the AMQP bus, when connections fail', () => connectionFaults(amqpUrl));
  describe('the AMQP bus, when channels and queues fail', () => channelAndQueueFaults(amqpUrl));
  describe('messages that crash their process', () => poison(amqpUrl));
  describe('an outbox on the AMQP bus, when connections fail', () => outboxFaults(amqpUrl));
}
