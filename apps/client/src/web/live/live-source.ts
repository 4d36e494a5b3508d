/** Browsers reconnect by themselves after a lost connection, but not after a response that is no stream. */
const reconnectDelayMs = 5_000;

const types = ['change', 'reset', 'event'] as const;

/** What the stream says. `open`: connected; `isNew` when it does not continue where an earlier one ended. */
export type LiveMessage = { type: 'open'; isNew: boolean } | { type: (typeof types)[number]; data: string };

/** Opens the stream of the server; returns what closes it. */
export function openSource(emit: (message: LiveMessage) => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    const opened = new EventSource('/live');
    let isNew = true;
    opened.onopen = () => {
      emit({ type: 'open', isNew });
      isNew = false;
    };
    opened.onerror = () => {
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, reconnectDelayMs);
    };
    for (const type of types)
      opened.addEventListener(type, ({ data }: MessageEvent<string>) => emit({ type, data }));
    source = opened;
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
