import type { Course, EventContract, EventMessage, Lesson } from '@courses/contracts';
import { v7 as uuidv7 } from 'uuid';

/** A valid lesson. */
export const aLesson = (changes: Partial<Lesson> = {}): Lesson => ({
  id: uuidv7(),
  title: 'Queues and exchanges',
  durationMinutes: 12,
  content: 'A message goes to an **exchange**, never straight to a queue.',
  ...changes,
});

/** A valid published course. */
export const aCourse = (changes: Partial<Course> = {}): Course => ({
  id: uuidv7(),
  instructorId: uuidv7(),
  status: 'published',
  version: 3,
  createdAt: '2026-01-05T09:00:00.000Z',
  updatedAt: '2026-01-06T09:00:00.000Z',
  publishedAt: '2026-01-06T09:00:00.000Z',
  title: 'Messaging with RabbitMQ',
  summary: 'Queues, exchanges and what can go wrong.',
  description: '',
  level: 'beginner',
  tags: ['messaging'],
  capacity: 30,
  lessons: [aLesson()],
  ...changes,
});

/** An event as a service would publish it. */
export const anEvent = <Data>(
  contract: EventContract,
  aggregate: { id: string; version: number },
  data: Data,
): EventMessage<Data> => ({
  id: uuidv7(),
  type: contract.type,
  source: 'test',
  subject: aggregate.id,
  aggregateVersion: aggregate.version,
  time: new Date().toISOString(),
  data,
});
