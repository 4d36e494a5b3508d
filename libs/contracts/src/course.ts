import { z } from 'zod';
import { pageOf } from './http/paging';
import { courseLimits } from './limits';
import { lineOfText, multilineText } from './text';

export const courseLevel = z.enum(['beginner', 'intermediate', 'advanced']);
export const courseStatus = z.enum(['draft', 'published', 'archived']);
/** E.g. `c++`, `node.js`, `a11y`. */
export const tag = z
  .string()
  .max(courseLimits.tagLength)
  .regex(/^[a-z0-9][a-z0-9.+#-]*$/, { error: 'Lower-case letters, digits and . + # - only' });

/** The fields of a lesson that an instructor edits. */
export const lessonFields = z.strictObject({
  title: lineOfText(courseLimits.lessonTitleLength).min(1),
  durationMinutes: z.int().min(1).max(courseLimits.lessonMinutes),
  content: multilineText(courseLimits.lessonContentBytes).meta({
    description: 'Markdown text, at most 64 KiB',
  }),
});

/** In events and responses: what was stored may be older than the rules of the fields, so it has their limits only. */
const storedText = (maxLength: number) => z.string().max(maxLength);

export const lesson = z
  .strictObject({
    id: z.uuid(),
    ...lessonFields.shape,
    title: storedText(courseLimits.lessonTitleLength).min(1),
    content: storedText(courseLimits.lessonContentBytes).meta({
      description: 'Markdown text, at most 64 KiB',
    }),
  })
  .meta({ id: 'Lesson' });

/** The fields of a course that an instructor edits. */
export const courseFields = z.strictObject({
  title: lineOfText(courseLimits.titleLength),
  summary: lineOfText(courseLimits.summaryLength),
  description: multilineText(courseLimits.descriptionBytes).meta({ description: 'Markdown text' }),
  level: courseLevel,
  tags: z
    .array(tag)
    .max(courseLimits.tags)
    .refine((tags) => new Set(tags).size === tags.length, { error: 'The same tag twice' }),
  capacity: z.int().min(1).max(courseLimits.capacity).meta({ description: 'Seats' }),
});

const storedFields = {
  ...courseFields.shape,
  title: storedText(courseLimits.titleLength),
  summary: storedText(courseLimits.summaryLength),
  description: storedText(courseLimits.descriptionBytes).meta({ description: 'Markdown text' }),
};

/** The fields of a course that an instructor changes later. */
export const courseChanges = courseFields.partial().extend({
  previewLessonId: z
    .uuid()
    .nullable()
    .optional()
    .meta({ description: 'The lesson that everybody may read; null for none' }),
});

const courseRecord = {
  id: z.uuid(),
  instructorId: z.uuid(),
  status: courseStatus,
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().optional(),
  archivedAt: z.iso.datetime().optional(),
};

/** The whole state of a course, for those who may read its lessons, and in events. */
export const course = z
  .strictObject({
    ...courseRecord,
    ...storedFields,
    lessons: z.array(lesson).max(courseLimits.lessons),
    previewLessonId: z.uuid().optional().meta({ description: 'The lesson that everybody may read' }),
  })
  .meta({ id: 'Course' });

/** A lesson without its content, unless everybody may read it. */
export const lessonOutline = z
  .strictObject({
    ...lesson.shape,
    content: lesson.shape.content.optional().meta({ description: 'Of the preview lesson only' }),
  })
  .meta({ id: 'LessonOutline' });

/** What everybody may read of a course. */
export const courseOutline = z
  .strictObject({ ...course.shape, lessons: z.array(lessonOutline).max(courseLimits.lessons) })
  .meta({ id: 'CourseOutline' });

/** A course in a list: no description and no lessons, but their number and length. */
export const courseSummary = z
  .strictObject({
    ...courseRecord,
    ...storedFields,
    lessonCount: z.int().min(0),
    totalMinutes: z.int().min(0),
  })
  .omit({ description: true })
  .meta({ id: 'CourseSummary' });

/** A page of a list of courses. */
export const coursePage = pageOf(courseSummary)
  .extend({
    correctedSearch: z
      .string()
      .optional()
      .meta({ description: 'What was searched for instead: no course has the words that were given' }),
  })
  .meta({ id: 'CoursePage' });

export type CourseLevel = z.infer<typeof courseLevel>;
export type CourseStatus = z.infer<typeof courseStatus>;
export type LessonFields = z.infer<typeof lessonFields>;
export type Lesson = z.infer<typeof lesson>;
export type CourseFields = z.infer<typeof courseFields>;
export type CourseChanges = z.infer<typeof courseChanges>;
export type Course = z.infer<typeof course>;
export type LessonOutline = z.infer<typeof lessonOutline>;
export type CourseOutline = z.infer<typeof courseOutline>;
export type CourseSummary = z.infer<typeof courseSummary>;
export type CoursePage = z.infer<typeof coursePage>;
