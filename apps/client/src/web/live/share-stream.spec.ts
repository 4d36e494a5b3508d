/** @jest-environment ./test/browser-environment.cjs */
import { shareStream } from './share-stream';

/** Locks that are granted when the test says so, even when the request was aborted meanwhile. */
let grant: () => Promise<void>;
let streams = 0;

class FakeChannel {
  isClosed = false;
  postMessage(): void {
    if (this.isClosed) throw new Error('Channel is closed');
  }
  close(): void {
    this.isClosed = true;
  }
}

beforeEach(() => {
  streams = 0;
  class Stream {
    onopen?: () => void;
    constructor() {
      streams += 1;
      setTimeout(() => this.onopen?.());
    }
    addEventListener = () => undefined;
    close = () => (streams -= 1);
  }
  const locks = {
    request: (_name: string, _options: object, lead: () => Promise<void>) => {
      grant = lead;
      return new Promise(() => undefined);
    },
  };
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true });
  Object.assign(globalThis, { BroadcastChannel: FakeChannel, EventSource: Stream });
});

it('is opened by the tab that gets the lock, until it leaves', async () => {
  const leave = shareStream('a', () => undefined);
  const held = grant();
  expect(streams).toBe(1);
  leave();
  await held;
  expect(streams).toBe(0);
});

it('is not opened by a tab that gets the lock just as it leaves, and the lock is free again', async () => {
  shareStream('a', () => undefined)();
  await grant();
  expect(streams).toBe(0);
});
