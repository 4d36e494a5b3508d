import { deserialize, serialize } from 'bson';

const headerBytes = 16;
const opMsg = 2013;
const moreToCome = 2;

export interface Command {
  requestId: number;
  name: string;
}

/** Undefined for what is not an OP_MSG, and for one that expects no answer. */
export function parseCommand(message: Buffer): Command | undefined {
  if (message.readInt32LE(12) !== opMsg || message.readUInt32LE(headerBytes) & moreToCome) return undefined;
  for (let at = headerBytes + 4; at < message.length;) {
    const isBody = message[at] === 0;
    const size = message.readInt32LE(at + 1);
    if (isBody) {
      const body = deserialize(message.subarray(at + 1, at + 1 + size), { bsonRegExp: true });
      return { requestId: message.readInt32LE(4), name: Object.keys(body)[0] ?? '' };
    }
    at += 1 + size;
  }
  return undefined;
}

export function encodeError(
  { requestId, name }: Command,
  code: number,
  { errorLabels = [] }: { errorLabels?: readonly string[] },
): Buffer {
  const errmsg = `fault of the proxy for ${name}`;
  const body = serialize({ ok: 0, code, errmsg, ...(errorLabels.length ? { errorLabels } : {}) });
  const prefix = Buffer.alloc(headerBytes + 5);
  prefix.writeInt32LE(prefix.length + body.length, 0);
  prefix.writeInt32LE(requestId, 8);
  prefix.writeInt32LE(opMsg, 12);
  return Buffer.concat([prefix, body]);
}
