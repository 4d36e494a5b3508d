import type { Course, CourseSummary } from '@courses/contracts';
import type { AggregateDocument, Index, StateOf } from '@courses/mongo';
import type { CreationRequest } from '../domain/course-repository';
import { plainWordsOf, searchWordsOf } from '../domain/search-words';

/** The course, and what lists, searches and repeated requests need beside it. */
export interface CourseDocument
  extends AggregateDocument, Omit<Course, 'id' | 'version' | 'previewLessonId'> {
  /** Null: none. Absent in courses from before there were previews. */
  previewLessonId?: string | null;
  titleKey: string;
  searchWords: string[];
  lessonCount: number;
  totalMinutes: number;
  creation?: CreationRequest;
}

export const courseFields = {
  instructorId: String,
  status: String,
  title: String,
  summary: String,
  description: String,
  level: String,
  tags: [String],
  capacity: Number,
  lessons: [{ _id: false, id: String, title: String, durationMinutes: Number, content: String }],
  previewLessonId: String,
  createdAt: String,
  updatedAt: String,
  publishedAt: String,
  archivedAt: String,
  titleKey: String,
  searchWords: [String],
  lessonCount: Number,
  totalMinutes: Number,
  creation: { key: String, fingerprint: String },
};

export const courseIndexes: Index[] = [
  { keys: { status: 1, _id: -1 } },
  { keys: { status: 1, titleKey: 1 } },
  { keys: { tags: 1, _id: -1 } },
  { keys: { tags: 1, titleKey: 1 } },
  { keys: { instructorId: 1, _id: -1 } },
  { keys: { titleKey: 1 } },
  { keys: { instructorId: 1, titleKey: 1 } },
  { keys: { searchWords: 1 } },
  {
    keys: { instructorId: 1, 'creation.key': 1 },
    options: { unique: true, partialFilterExpression: { 'creation.key': { $exists: true } } },
  },
];

/** What only searches need; `titleWords` is what they needed before. */
export const onlySearched = { searchWords: 0, titleWords: 0 } as const;

/** What a list does not read. */
export const notInSummary = {
  ...onlySearched,
  description: 0,
  lessons: 0,
  previewLessonId: 0,
  creation: 0,
} as const;

/** One unique value to sort by title with, so that a page can continue after it. */
const titleKeyOf = (title: string, id: string): string => `${plainWordsOf(title).join(' ')}\u0001${id}`;

export function toState({ id, ...course }: Course): StateOf<CourseDocument> {
  return {
    _id: id,
    ...course,
    previewLessonId: course.previewLessonId ?? null,
    titleKey: titleKeyOf(course.title, id),
    searchWords: searchWordsOf(course),
    lessonCount: course.lessons.length,
    totalMinutes: course.lessons.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0),
  };
}

export function toCourse(document: Omit<StateOf<CourseDocument>, 'searchWords'>): Course {
  const {
    _id,
    titleKey: _key,
    lessonCount: _count,
    totalMinutes: _minutes,
    creation: _creation,
    previewLessonId,
    ...course
  } = document;
  return { id: _id, ...course, ...(previewLessonId && { previewLessonId }) };
}

export function toSummary({ _id, titleKey: _key, ...summary }: StateOf<CourseDocument>): CourseSummary {
  return { id: _id, ...(summary as Omit<CourseSummary, 'id'>) };
}
