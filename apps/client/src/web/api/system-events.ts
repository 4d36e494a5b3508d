import type { SystemEvent } from '../../shared/system-event';

type Listener = (event: SystemEvent) => void;

const listeners = new Set<Listener>();

/** Calls the listener with each event of the system that the stream says; returns what ends it. */
export function onSystemEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const emitSystemEvent: Listener = (event) => listeners.forEach((listener) => listener(event));
