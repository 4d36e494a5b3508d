export { AmqpFaultProxy } from './amqp-fault-proxy';
export { FaultProxy, type ProxyTarget } from './fault-proxy';
export { MongoFaultProxy, type CommandFault, type CommandFaultHits } from './mongo-fault-proxy';
