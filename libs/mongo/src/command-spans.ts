import { failSpan } from '@courses/telemetry';
import { context, SpanKind, trace, type Span, type Tracer } from '@opentelemetry/api';
import type { mongo, Connection } from 'mongoose';

/** Gives every command within a trace a span; those of probes and polling have none. Needs `monitorCommands`. */
export function traceCommands(connection: Connection, tracer: Tracer): void {
  const spans = new Map<number, Span>();
  const end = (requestId: number, failure?: Error) => {
    const span = spans.get(requestId);
    spans.delete(requestId);
    if (span && failure) fail(span, failure);
    span?.end();
  };
  connection.on('commandStarted', (event: mongo.CommandStartedEvent) => {
    if (!trace.getSpan(context.active())) return;
    const { command, commandName, databaseName, address } = event;
    // `getMore` names its cursor first, whose number must not be a part of the name.
    const collection = String(commandName === 'getMore' ? command.collection : command[commandName]);
    const [, host = address, port] = /^(.*):(\d+)$/.exec(address) ?? [];
    const attributes = {
      'db.system.name': 'mongodb',
      'db.namespace': databaseName,
      'db.collection.name': collection,
      'db.operation.name': commandName,
      'server.address': host,
      'server.port': port === undefined ? undefined : Number(port),
    };
    const span = tracer.startSpan(`${commandName} ${collection}`, { kind: SpanKind.CLIENT, attributes });
    spans.set(event.requestId, span);
  });
  connection.on('commandSucceeded', ({ requestId }: mongo.CommandSucceededEvent) => end(requestId));
  connection.on('commandFailed', ({ requestId, failure }: mongo.CommandFailedEvent) =>
    end(requestId, failure),
  );
}

/** Without the message, which may have the document that was refused. */
function fail(span: Span, { name, code }: Error & { code?: unknown }): void {
  if (typeof code === 'number') span.setAttribute('db.response.status_code', String(code));
  failSpan(span, typeof code === 'number' ? String(code) : name, name);
}
