import { MIMEType } from 'node:util';
import express, { type Request, type Response } from 'express';
import { RequestError } from './problem';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the JSON bodies of requests, up to `limitBytes`; gives undefined where there is none. JSON is UTF-8 (RFC 8259), and
 * a body comes as it is. Before a byte is read it fails with `unsupported-media-type` (415) for another type, another
 * charset or a content encoding, and with `payload-too-large` (413) for a length beyond the limit; afterwards with 413, and
 * with `malformed-json` (400) for what is no UTF-8 or no JSON object or array.
 */
export function jsonBody(limitBytes: number): (req: Request, res: Response) => Promise<unknown> {
  // Bytes only: the parser for JSON decodes other charsets, too, by a library that throws while the body arrives.
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

const lengthOf = ({ headers }: Request): number => Number(headers['content-length'] ?? 0);

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || lengthOf(req) > 0;

function checkType({ headers }: Request): void {
  const type = parseType(headers['content-type'] ?? '');
  if (type?.essence !== 'application/json')
    throw new RequestError('unsupported-media-type', 'Bodies are application/json.');
  const charset = type.params.get('charset') ?? 'utf-8';
  if (charset.toLowerCase() !== 'utf-8')
    throw new RequestError('unsupported-media-type', 'JSON is taken in UTF-8 only.');
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
  throw new RequestError('unsupported-media-type', 'Bodies are taken without a content encoding.');
}

function parse(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // no UTF-8, or no JSON
  }
  throw new RequestError('malformed-json');
}
