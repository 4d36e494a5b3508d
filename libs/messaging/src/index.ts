export { BusUnavailableError, InvalidMessageError, NotConfirmedError, type Bus, type BusState } from './bus';
export { amqpBus, isAmqpUrl, type AmqpBus, type AmqpBusOptions } from './amqp/amqp-bus';
export type { ProcessedMessages } from './delivery/idempotently';
export { memoryBroker, memoryBus, type MemoryBusOptions } from './memory/memory-bus';
export type { MemoryBroker, StoredMessage } from './memory/memory-broker';
export { ack, dead, park, retry, type Outcome } from './delivery/outcome';
export type { Claim, Outbox, PendingEvents } from './outbox/outbox';
export { outboxRelay, type OutboxRelay, type OutboxRelayOptions } from './outbox/outbox-relay';
export { subscription, type Subscription } from './delivery/subscription';
