import { MIMEType } from 'node:util';
import express, { type Request, type Response } from 'express';
import { RequestError } from '../problems/problem';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads JSON bodies up to `limitBytes`; undefined when there is no body. JSON is UTF-8 (RFC 8259), and no content encoding
 * is accepted. Before reading it fails with `unsupported-media-type` (415) for another type, charset or content encoding,
 * and with `payload-too-large` (413) for a declared length above the limit; while reading with 413, and with
 * `malformed-json` (400) for invalid UTF-8 and for anything but a JSON object or array. Escaped halves of a character
 * (`\ud800`) are malformed, too: what is stored would differ from what was sent.
 */
export function jsonBody(limitBytes: number): (req: Request, res: Response) => Promise<unknown> {
  // Not express.json: it decodes other charsets with a library that throws while the body arrives.
  const readBytes = express.raw({ type: () => true, inflate: false, limit: limitBytes });
  return async (req, res) => {
    if (!hasBody(req)) return undefined;
    checkType(req);
    checkEncoding(req, res);
    if (lengthOf(req) > limitBytes) throw new RequestError('payload-too-large');
    await new Promise<void>((resolve, reject) => {
      readBytes(req, res, (error?: Error) => (error ? reject(error) : resolve()));
    });
    return parse(req.body as Buffer);
  };
}

/** The length of a body as a request declares it, in bytes; 0 without one, and for a body in chunks. */
export const lengthOf = ({ headers }: Request): number => Number(headers['content-length'] ?? 0);

/** Whether a request has a body, of a declared length or in chunks. */
export const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || lengthOf(req) > 0;

function checkType({ headers }: Request): void {
  const type = parseType(headers['content-type'] ?? '');
  if (type?.essence !== 'application/json')
    throw new RequestError('unsupported-media-type', 'The body must be application/json.');
  const charset = type.params.get('charset') ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8')
    throw new RequestError('unsupported-media-type', 'JSON must be encoded in UTF-8.');
}

function parseType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

function checkEncoding({ headers }: Request, res: Response): void {
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() === 'identity') return;
  res.setHeader('accept-encoding', 'identity');
  throw new RequestError('unsupported-media-type', 'The body must not have a content encoding.');
}

function parse(bytes: Buffer): object {
  const [text, value] = decode(bytes);
  if (typeof value !== 'object' || value === null) throw new RequestError('malformed-json');
  if (!isWellFormed(text))
    throw new RequestError('malformed-json', 'A string has an escaped surrogate without its other half.');
  return value;
}

function decode(bytes: Buffer): [text: string, value: unknown] {
  try {
    const text = utf8.decode(bytes);
    return [text, JSON.parse(text)];
  } catch {
    throw new RequestError('malformed-json');
  }
}

/** The escapes of a valid JSON text: pairs of surrogates, one without its other half, any other. */
const escapes = /\\(?:ud[89ab]..\\ud[c-f]..|(ud[89a-f])|.)/gi;

/** Reads the text, not the value: to walk a deeply nested value overflows the stack. */
function isWellFormed(text: string): boolean {
  if (!/\\ud[89a-f]/i.test(text)) return true;
  for (const [, unpaired] of text.matchAll(escapes)) if (unpaired) return false;
  return true;
}
