import type { Forward } from './connection';

/** Cuts a stream into messages of the length that `lengthOf` reads from their beginning, once it is there. */
export function takeMessages(lengthOf: (bytes: Buffer) => number | undefined, take: Forward): Forward {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (
      let length = lengthOf(rest);
      length !== undefined && length <= rest.length;
      length = lengthOf(rest)
    ) {
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  };
}
