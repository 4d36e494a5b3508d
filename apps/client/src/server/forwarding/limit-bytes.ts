import { Transform } from 'node:stream';
import { RequestError } from '@courses/http-kit';

/** Passes a body up to a number of bytes; beyond it fails with `payload-too-large` (413). */
export function limitBytes(most: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > most) done(new RequestError('payload-too-large'));
      else done(null, chunk);
    },
  });
}
