import { enrollmentConfirmed, type DataOf, type EventMessage } from '@courses/contracts';
import { v4, v7 } from 'uuid';

export type EnrollmentMessage = EventMessage<DataOf<typeof enrollmentConfirmed>>;

/** A valid `enrollment.confirmed.v1`. */
export function enrollmentEvent(overrides: Partial<EventMessage> = {}): EnrollmentMessage {
  const id = v4();
  return {
    id: v7(),
    type: enrollmentConfirmed.type,
    source: 'enrollments',
    subject: id,
    aggregateVersion: 1,
    time: '2026-03-01T10:00:00.000Z',
    data: {
      id,
      courseId: v4(),
      studentId: v4(),
      enrolledAt: '2026-03-01T10:00:00.000Z',
      courseTitle: 'Knots and ropes',
    },
    ...overrides,
  } as EnrollmentMessage;
}

/** A valid event of another type. */
export function courseEvent(type = 'course.archived.v1'): EventMessage {
  const id = v4();
  return {
    id: v7(),
    type,
    source: 'courses',
    subject: id,
    aggregateVersion: 3,
    time: '2026-03-01T10:00:00.000Z',
    data: {
      id,
      instructorId: v4(),
      status: 'archived',
      version: 3,
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T10:00:00.000Z',
      title: 'Knots and ropes',
      summary: 'Twelve knots that hold',
      description: '',
      level: 'beginner',
      tags: [],
      capacity: 30,
      lessons: [
        { id: v4(), title: 'The bowline', durationMinutes: 10, content: 'A loop that does not slip.' },
      ],
    },
  };
}
