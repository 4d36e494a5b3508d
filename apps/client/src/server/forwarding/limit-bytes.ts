import { Transform } from 'node:stream';
import { RequestError } from '@courses/http-kit';

export const maxBodyBytes = 1_048_576;

/** Passes a body up to `maxBodyBytes`; beyond it fails with `payload-too-large` (413). */
export function limitBytes(): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBodyBytes) done(new RequestError('payload-too-large'));
      else done(null, chunk);
    },
  });
}
