import fc from 'fast-check';
import { encoded, framings } from './bodies';
import { contentType, headers, manyHeaders } from './headers';
import { requestLines, type Operation } from './targets';

/** One request as bytes, and what response it may get. */
export interface FuzzRequest {
  parts: Buffer[];
  /** It is complete and closes its connection, so it must get a response. */
  whole: boolean;
  /** Its response never ends. */
  endless: boolean;
}

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

const version = fc.oneof(
  { weight: 30, arbitrary: fc.constant('HTTP/1.1') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', '') },
);

/** A share from 0 to 1, once in so many times. */
const sometimes = (times: number): fc.Arbitrary<number | null> =>
  fc.oneof(
    { weight: times - 1, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  );

const endlessPaths = /^(\/live|\/system\/events)(\?|$)/;

/**
 * Requests for these operations, or near them; `credentials` are headers that give access to most of them. The same seed
 * makes the same requests.
 */
export function requests(operations: Operation[], credentials: string[]): fc.Arbitrary<FuzzRequest> {
  const shape = fc.record({
    line: requestLines(operations),
    known: fc.constantFrom(credentials, credentials, []),
    version,
    type: fc.option(contentType, { freq: 8, nil: undefined }),
    headers: fc.oneof({ weight: 30, arbitrary: headers }, { weight: 1, arbitrary: manyHeaders }),
    payload: encoded,
    framing: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...framings.whole) },
      { weight: 1, arbitrary: fc.constantFrom(...framings.broken) },
    ),
    cut: sometimes(6),
    split: sometimes(3),
    followedBy: fc.constantFrom(
      '',
      '',
      '',
      '',
      'nonsense\r\n\r\n',
      'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n',
    ),
  });
  return shape.map((one) => {
    const { header, sent } = one.framing(one.payload.body);
    const lines = [
      `${one.line.method} ${one.line.target} ${one.version}`,
      'host: 127.0.0.1',
      ...(one.type === undefined ? [] : [`content-type: ${one.type}`]),
      ...one.payload.header,
      ...header,
      ...one.known,
      ...one.headers,
      'connection: close',
    ];
    const all = Buffer.concat([bytes(`${lines.join('\r\n')}\r\n\r\n`), sent, bytes(one.followedBy)]);
    const prefix = one.cut === null ? all : all.subarray(0, Math.floor(one.cut * all.length));
    const at = one.split === null ? prefix.length : Math.floor(one.split * prefix.length);
    const parts = [prefix.subarray(0, at), prefix.subarray(at)].filter((part) => part.length > 0);
    return {
      parts,
      whole:
        framings.whole.includes(one.framing) &&
        one.cut === null &&
        !one.headers.includes('content-length: 1'),
      endless: endlessPaths.test(one.line.target),
    };
  });
}
