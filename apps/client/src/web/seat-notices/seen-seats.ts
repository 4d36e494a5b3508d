import { useSyncExternalStore } from 'react';

const key = 'seen-seats';
const maxSeen = 100;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function readStored(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

const idsIn = (stored: string): string[] => stored.split(' ').filter(Boolean);

/** The enrollments whose new seat this browser has told about. */
export const useSeenSeats = (): string[] => idsIn(useSyncExternalStore(subscribe, readStored));

/** Without storage, the next visit tells again. */
export function markSeatSeen(enrollmentId: string): void {
  const others = idsIn(readStored()).filter((id) => id !== enrollmentId);
  try {
    localStorage.setItem(key, [...others, enrollmentId].slice(-maxSeen).join(' '));
  } catch {
    return;
  }
  listeners.forEach((listener) => listener());
}
