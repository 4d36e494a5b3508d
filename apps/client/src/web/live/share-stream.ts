import { openSource, type LiveMessage } from './live-source';

type Shared = { from: string } | { to?: string; message: LiveMessage };

/**
 * The stream of the server, one for all tabs of a user that follow it: each stream takes one of the few connections that a
 * browser has for a server. The tab that holds the lock opens it and passes on what it says; when that tab leaves, however,
 * another one gets the lock. Browsers offer locks over HTTPS and on localhost only; elsewhere each tab opens its own.
 * Returns what ends it.
 */
export function shareStream(userId: string | undefined, emit: (message: LiveMessage) => void): () => void {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return openSource(emit);
  const name = `live ${userId ?? ''}`;
  const me = crypto.randomUUID();
  const left = new AbortController();
  const channel = new BroadcastChannel(name);
  const post = (shared: Shared) => channel.postMessage(shared);
  let isOpen = false;
  channel.onmessage = ({ data }: MessageEvent<Shared>) => {
    if ('message' in data) {
      if (data.to === undefined || data.to === me) emit(data.message);
    } else if (isOpen) post({ to: data.from, message: { type: 'open', isNew: true } });
  };
  post({ from: me });
  const lead = () =>
    new Promise<void>((resolve) => {
      // The lock may be granted just as this tab leaves.
      if (left.signal.aborted) return resolve();
      const close = openSource((message) => {
        isOpen ||= message.type === 'open';
        emit(message);
        post({ message });
      });
      left.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  navigator.locks.request(name, { signal: left.signal }, lead).catch(() => undefined);
  return () => {
    left.abort();
    channel.close();
  };
}
