import { connect, type Socket } from 'node:net';

/** The responses on one connection. */
export interface Exchange {
  /** Of each response, in order. */
  statuses: number[];
  /** The first error of the server that is not 503 with Retry-After, if there is one. */
  unannounced?: number;
  /** No response, and the connection stayed open until the time limit. */
  silent: boolean;
}

interface WaitOptions {
  /** Time limit in milliseconds; an incomplete request would wait forever. */
  waitMs: number;
  /** Closes the connection once a response has started: for endless ones. */
  untilFirst: boolean;
}

/** Sends bytes on a new connection, in the given parts. Never fails: a closed connection is a result, too. */
export function exchange(
  url: string,
  parts: Buffer[],
  { waitMs, untilFirst }: WaitOptions,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    let silent = false;
    const timer = setTimeout(() => {
      silent = text === '';
      socket.destroy();
    }, waitMs);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (untilFirst && text.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ statuses: statusesOf(text), silent, unannounced: unannounced(text) });
    });
    void write(socket, parts);
  });
}

async function write(socket: Socket, parts: Buffer[]): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) return;
    socket.write(part);
    await new Promise(setImmediate);
  }
}

const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)]
    .map(([, status]) => Number(status))
    .filter((status) => status >= 200);

function unannounced(text: string): number | undefined {
  const heads = [...text.matchAll(/HTTP\/1\.1 (5\d{2})[^]*?\r\n\r\n/g)];
  const bad = heads.find(([head, status]) => status !== '503' || !/\r\nretry-after: \d/i.test(head));
  return bad && Number(bad[1]);
}
