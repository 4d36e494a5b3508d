import { deserialize, serialize } from 'bson';
import type { Doc } from '../query/values';

export const MAX_DOCUMENT_BYTES = 16_777_216;
export const MAX_MESSAGE_BYTES = 48_000_000;

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

export interface Request {
  requestId: number;
  opcode: number;
  command: Doc;
  /** False for unacknowledged writes. */
  expectsReply: boolean;
}

/** The first message of `buffer`, or undefined while it is incomplete. Throws on a length that no message has. */
export function takeMessage(buffer: Buffer): Buffer | undefined {
  if (buffer.length < 4) return undefined;
  const length = buffer.readInt32LE(0);
  if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new Error(`message length ${length}`);
  return buffer.length < length ? undefined : buffer.subarray(0, length);
}

/** Throws on everything that is not a well-formed OP_MSG or OP_QUERY. */
export function parseRequest(message: Buffer): Request {
  const requestId = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_MSG) {
    const flags = message.readUInt32LE(16);
    const end = message.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
    const command = parseSections(message.subarray(20, end));
    return { requestId, opcode, command, expectsReply: !(flags & MORE_TO_COME) };
  }
  if (opcode !== OP_QUERY) throw new Error(`opcode ${opcode}`);
  const collectionEnd = message.indexOf(0, 20);
  const $db = message.toString('utf8', 20, collectionEnd).split('.')[0];
  const command = readDocument(message, collectionEnd + 9);
  return { requestId, opcode, command: { ...command, $db }, expectsReply: true };
}

function parseSections(body: Buffer): Doc {
  let command: Doc | undefined;
  const sequences: Doc = {};
  for (let at = 0; at < body.length;) {
    const kind = body.readUInt8(at++);
    if (kind > 1) throw new Error(`section kind ${kind}`);
    const size = body.readInt32LE(at);
    if (size < 5 || at + size > body.length) throw new Error(`section size ${size}`);
    if (kind === 0) command = readDocument(body, at);
    else readSequence(body.subarray(at + 4, at + size), sequences);
    at += size;
  }
  if (!command) throw new Error('no body section');
  return Object.assign(command, sequences);
}

function readSequence(section: Buffer, sequences: Doc): void {
  const nameEnd = section.indexOf(0);
  const documents: Doc[] = [];
  for (let at = nameEnd + 1; at < section.length; at += section.readInt32LE(at)) {
    documents.push(readDocument(section, at));
  }
  sequences[section.toString('utf8', 0, nameEnd)] = documents;
}

function readDocument(buffer: Buffer, at: number): Doc {
  const size = buffer.readInt32LE(at);
  if (size < 5 || at + size > buffer.length) throw new Error(`document size ${size}`);
  return decode(buffer.subarray(at, at + size));
}

/** Expressions stay BSONRegExp: an invalid pattern must become an error of the command, not of the decoder. */
export const decode = (bytes: Uint8Array): Doc => deserialize(bytes, { bsonRegExp: true });
export const encode = (doc: Doc): Uint8Array => serialize(doc, { ignoreUndefined: false });

export function encodeReply(request: Request, reply: Doc, requestId: number): Buffer {
  const body = encode(reply);
  const isMsg = request.opcode === OP_MSG;
  const prefix = Buffer.alloc(HEADER_BYTES + (isMsg ? 5 : 20));
  prefix.writeInt32LE(prefix.length + body.length, 0);
  prefix.writeInt32LE(requestId, 4);
  prefix.writeInt32LE(request.requestId, 8);
  prefix.writeInt32LE(isMsg ? OP_MSG : OP_REPLY, 12);
  if (!isMsg) prefix.writeInt32LE(1, 32); // one document returned
  return Buffer.concat([prefix, body]);
}
