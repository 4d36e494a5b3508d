const text = { type: 'string' };
const number = { type: 'integer' };
const texts = { type: 'array', items: text };

const shared = {
  id: text,
  instructorId: text,
  status: text,
  version: number,
  createdAt: text,
  updatedAt: text,
  publishedAt: text,
  archivedAt: text,
  title: text,
  summary: text,
  level: text,
  tags: texts,
  capacity: number,
};

const lesson = {
  type: 'object',
  properties: { id: text, title: text, durationMinutes: number, content: text },
};

export const courseSchema = {
  type: 'object',
  properties: {
    ...shared,
    description: text,
    previewLessonId: text,
    lessons: { type: 'array', items: lesson },
  },
};

export const pageSchema = {
  type: 'object',
  properties: {
    items: {
      type: 'array',
      items: { type: 'object', properties: { ...shared, lessonCount: number, totalMinutes: number } },
    },
    nextCursor: text,
  },
};

export const problemSchema = { type: 'object', properties: { status: number, title: text } };
