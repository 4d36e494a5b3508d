import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';

interface Entry {
  number: number;
  event: string;
  data: string;
  /** Only this person is told; undefined: everybody. */
  userId: string | undefined;
}

interface Listener {
  res: Response;
  userId: string | undefined;
}

/** Entries that are kept for those who come back. */
const kept = 1_000;
const heartbeatMs = 20_000;
const retryMs = 2_000;
/** A browser that takes nothing away any more is let go; it comes back by itself. */
const mostWaitingBytes = 1_000_000;

/**
 * Server-sent events to any number of browsers. Who comes back with `Last-Event-ID` gets what was missed; where that is not
 * known any more (another replica, too long away), one `reset` says to read everything anew.
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
    if (this.entries.length > kept) this.entries.shift();
    for (const listener of this.listeners) this.write(listener, entry);
  }

  /** Answers a request with the stream; it ends when the browser leaves or the stream is closed. */
  serve(req: Request, res: Response, userId?: string): void {
    // Gone meanwhile, or behind an answer on its connection that may never end.
    if (!res.socket || res.destroyed) return void res.destroy();
    const listener = { res, userId };
    res.set({
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: a compressing proxy would hold events back.
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

  /** Everybody gets the number, so that no private entry looks like a gap. */
  private write({ res, userId }: Listener, entry: Entry): void {
    if (res.writableLength > mostWaitingBytes) return void res.destroy();
    const id = `id: ${this.id}.${entry.number}\n`;
    const mine = entry.userId === undefined || entry.userId === userId;
    res.write(
      mine ? `${id}event: ${entry.event}\ndata: ${entry.data}\n\n` : `${id}event: skip\ndata: {}\n\n`,
    );
  }

  private beat(): void {
    for (const { res } of this.listeners) res.write(':\n\n');
  }
}
