import { act } from '@testing-library/react';

const open = new Set<FakeEventSource>();

/** Replaces the browser's EventSource, which jsdom lacks; the test sends the events. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  onopen?: () => void;
  onerror?: () => void;

  constructor() {
    super();
    open.add(this);
  }

  close(): void {
    open.delete(this);
    this.readyState = FakeEventSource.CLOSED;
  }
}

/** Sends an event to every open stream. */
export const sendLiveEvent = (type: string, data: object): void =>
  act(() => {
    for (const source of open) source.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  });

/** Tells every stream that it is connected. */
export const connectStreams = (): void =>
  act(() => {
    for (const source of open) source.onopen?.();
  });
