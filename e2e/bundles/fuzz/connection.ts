import { connect, type Socket } from 'node:net';

/** What came back on one connection. */
export interface Exchange {
  /** Of each answer in turn. */
  statuses: number[];
  /** Nothing, and the connection stayed open as long as we waited. */
  silent: boolean;
}

interface Patience {
  /** How long the rest of an answer may take, in milliseconds; a request that is not whole may wait for ever. */
  waitMs: number;
  /** Ends the connection once an answer has begun: for those that never end. */
  untilFirst: boolean;
}

/** Sends bytes on a connection of their own, in the given parts. Never fails: to be cut off is an answer, too. */
export function exchange(url: string, parts: Buffer[], { waitMs, untilFirst }: Patience): Promise<Exchange> {
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
      resolve({ statuses: statusesOf(text), silent });
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
