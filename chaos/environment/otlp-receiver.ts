import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ProtobufReader } from '@opentelemetry/otlp-transformer/build/src/common/protobuf/protobuf-reader';
import type { MessageSpan } from '../programs/protocol';

/** Receives spans over OTLP, as a collector does, and keeps those of messages. */
export async function startOtlpReceiver() {
  const spans: MessageSpan[] = [];
  const receive = async (req: IncomingMessage) => spans.push(...readSpans(await buffer(req)));
  const server = createServer((req, res) => {
    void receive(req).then(
      () => res.end(),
      () => res.writeHead(400).end(),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Fields = Map<number, Buffer[]>;

/** The length-delimited fields of a message of Protocol Buffers, by number. */
function read(bytes: Buffer | undefined): Fields {
  const fields: Fields = new Map();
  const reader = new ProtobufReader(bytes ?? Buffer.alloc(0));
  while (!reader.isAtEnd()) {
    const { fieldNumber, wireType } = reader.readTag();
    if (wireType === 2)
      fields.set(fieldNumber, [...(fields.get(fieldNumber) ?? []), Buffer.from(reader.readBytes())]);
    else reader.skip(wireType);
  }
  return fields;
}

const all = (fields: Fields, number: number): Fields[] => (fields.get(number) ?? []).map(read);
const text = (fields: Fields, number: number, encoding: 'hex' | 'utf8') =>
  fields.get(number)?.[0]?.toString(encoding) ?? '';

/** Of ExportTraceServiceRequest: resource spans, scope spans, spans (opentelemetry/proto/trace/v1/trace.proto). */
function readSpans(request: Buffer): MessageSpan[] {
  const spans = all(read(request), 1).flatMap((resource) =>
    all(resource, 2).flatMap((scope) => all(scope, 2)),
  );
  return spans.map(toMessageSpan).filter(({ messageId }) => messageId !== '');
}

function toMessageSpan(span: Fields): MessageSpan {
  const attributes = new Map(
    all(span, 9).map((attribute) => [
      text(attribute, 1, 'utf8'),
      text(read(attribute.get(2)?.[0]), 1, 'utf8'),
    ]),
  );
  return {
    operation: attributes.get('messaging.operation.name') ?? '',
    messageId: attributes.get('messaging.message.id') ?? '',
    traceId: text(span, 1, 'hex'),
    spanId: text(span, 2, 'hex'),
    parentId: text(span, 4, 'hex'),
  };
}
