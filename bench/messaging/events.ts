import { enrollmentConfirmed, type EventMessage } from '@courses/contracts';
import { anEvent } from '@courses/testing';
import { v4 as uuid } from 'uuid';

/** Events, each of its own aggregate. */
export const createEvents = (count: number): EventMessage[] =>
  Array.from({ length: count }, () => {
    const [id, courseId, studentId, enrolledAt] = [uuid(), uuid(), uuid(), new Date().toISOString()];
    const data = { id, courseId, studentId, enrolledAt, courseTitle: 'Knots and ropes' };
    return anEvent(enrollmentConfirmed, { id, version: 1 }, data);
  });
