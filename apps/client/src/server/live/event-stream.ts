import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';

interface Entry {
  number: number;
  event: string;
  data: string;
  /** The only recipient; undefined: everybody. */
  userId: string | undefined;
}

interface Listener {
  res: Response;
  userId: string | undefined;
}

/** Entries kept for clients that reconnect. */
const maxEntries = 1_000;
const heartbeatMs = 20_000;
const retryMs = 2_000;
/** A browser that stopped reading is disconnected beyond this; it reconnects by itself. */
const maxBufferedBytes = 1_000_000;

/**
 * Server-sent events to any number of browsers. A client that reconnects with `Last-Event-ID` gets the events that it missed,
 * or one `reset` to refetch everything where these are unknown (another replica, too long ago).
 */
export class EventStream {
  private readonly id = randomUUID().slice(0, 8);
  private readonly entries: Entry[] = [];
  private readonly listeners = new Set<Listener>();
  private number = 0;
  private closed = false;
  private readonly heartbeat = setInterval(() => this.beat(), heartbeatMs).unref();

  send(event: string, data: unknown, userId?: string): void {
    const entry = { number: (this.number += 1), event, data: JSON.stringify(data), userId };
    this.entries.push(entry);
    if (this.entries.length > maxEntries) this.entries.shift();
    for (const listener of this.listeners) this.write(listener, entry);
  }

  /** Responds with the stream; it ends when the browser disconnects or the stream is closed. */
  serve(req: Request, res: Response, userId?: string): void {
    // Disconnected, or pipelined behind a response that may never end.
    if (!res.socket || res.destroyed) return void res.destroy();
    const listener = { res, userId };
    res.set({
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would buffer events.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    res.flushHeaders();
    if (this.closed || req.method === 'HEAD') return void res.end();
    res.write(`retry: ${retryMs}\n`);
    this.resume(listener, req.headers['last-event-id']);
    this.listeners.add(listener);
    res.on('close', () => this.listeners.delete(listener));
  }

  close(): void {
    this.closed = true;
    clearInterval(this.heartbeat);
    for (const { res } of this.listeners) res.end();
  }

  private resume(listener: Listener, lastId: string | string[] | undefined): void {
    const [stream, number] = String(lastId ?? '').split('.');
    const missed = this.entries.filter((entry) => entry.number > Number(number));
    const known = stream === this.id && Number(number) + missed.length === this.number;
    if (known) for (const entry of missed) this.write(listener, entry);
    else
      listener.res.write(`id: ${this.id}.${this.number}\nevent: ${lastId ? 'reset' : 'hello'}\ndata: {}\n\n`);
  }

  /** Everybody gets the id, so that no private entry looks like a gap. */
  private write({ res, userId }: Listener, entry: Entry): void {
    if (res.writableLength > maxBufferedBytes) return void res.destroy();
    const id = `id: ${this.id}.${entry.number}\n`;
    const isRecipient = entry.userId === undefined || entry.userId === userId;
    res.write(
      isRecipient ? `${id}event: ${entry.event}\ndata: ${entry.data}\n\n` : `${id}event: skip\ndata: {}\n\n`,
    );
  }

  private beat(): void {
    for (const { res } of this.listeners) res.write(':\n\n');
  }
}
