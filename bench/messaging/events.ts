import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { v4, v7 } from 'uuid';

export const eventType = enrollmentConfirmed.type;

/** As many events as asked for, each of an aggregate of its own. */
export const manyEvents = (count: number): EventMessage[] => Array.from({ length: count }, anEvent);

function anEvent(): EventMessage {
  const id = v4();
  const time = new Date().toISOString();
  return {
    id: v7(),
    type: eventType,
    source: 'bench',
    subject: id,
    aggregateVersion: 1,
    time,
    data: { id, courseId: v4(), studentId: v4(), enrolledAt: time, courseTitle: 'Knots and ropes' },
  };
}
