export { BusUnavailableError, InvalidMessageError, NotConfirmedError, type Bus, type BusState } from './bus';
export { amqpBus, isAmqpUrl, type AmqpBus, type AmqpBusOptions } from './amqp/amqp-bus';
export type { ProcessedMessages } from './effect-once';
export { memoryBroker, memoryBus, type MemoryBusOptions } from './memory/memory-bus';
export type { MemoryBroker, StoredMessage } from './memory/memory-broker';
export { ack, dead, park, retry, type Outcome } from './outcome';
export type { Claim, Outbox, PendingEvents } from './relay/outbox';
export { outboxRelay, type OutboxRelay, type OutboxRelayOptions } from './relay/outbox-relay';
export { subscription, type Subscription } from './subscription';
