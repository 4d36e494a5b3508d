import type { Page, PageRequest } from '@courses/contracts';
import { decodeCursor, encodeCursor } from '@courses/mongo';
import type { Participant } from '../domain/roster';

/** Continues after the last participant of the page before; when that one has left, after its id, which is ordered by time. */
export function pageOfParticipants(
  order: string,
  participants: Participant[],
  { limit, cursor }: PageRequest,
): Page<Participant> {
  const rest = cursor === undefined ? participants : after(participants, decodeCursor(order, cursor));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(rest.length > limit && last ? { nextCursor: encodeCursor(order, last.id) } : {}) };
}

function after(participants: Participant[], lastId: string): Participant[] {
  const index = participants.findIndex(({ id }) => id === lastId);
  return index < 0 ? participants.filter(({ id }) => id > lastId) : participants.slice(index + 1);
}
