import { z } from 'zod';
import {
  course,
  courseChanges,
  courseFields,
  courseLevel,
  courseOutline,
  coursePage,
  courseStatus,
  lessonFields,
  tag,
} from '../course';
import { optionalUser, requireRole, requireUser } from './access';
import { endpoint } from './endpoint';
import { idempotencyKey, ifMatch, optionalIfMatch } from './headers';
import { pageQuery } from './paging';

const teachers = requireRole('instructor', 'admin');
const byCourse = z.strictObject({ courseId: z.uuid() });
const byLesson = z.strictObject({ courseId: z.uuid(), lessonId: z.uuid() });
const updated = {
  status: 200,
  description: 'The course after the change',
  body: course,
  etag: true,
} as const;
const updateProblems = [
  'course-not-found',
  'course-archived',
  'precondition-failed',
  'precondition-required',
] as const;
const staysPublishable = ['course-incomplete', 'course-too-large', 'outbox-full'] as const;

export const createCourse = endpoint({
  id: 'createCourse',
  method: 'post',
  path: '/v1/courses',
  summary: 'Create a draft',
  tag: 'Courses',
  access: teachers,
  headers: idempotencyKey,
  body: z
    .strictObject({
      instructorId: z
        .uuid()
        .optional()
        .meta({ description: 'Whose course it is; you without it, and only admins name others' }),
      title: courseFields.shape.title.default(''),
      summary: courseFields.shape.summary.default(''),
      description: courseFields.shape.description.default(''),
      level: courseFields.shape.level.default('beginner'),
      tags: courseFields.shape.tags.default([]),
      capacity: courseFields.shape.capacity.default(30),
    })
    .meta({ id: 'NewCourse' }),
  success: { status: 201, description: 'The new draft', body: course, etag: true },
  problems: ['idempotency-key-reused'],
});

export const duplicateCourse = endpoint({
  id: 'duplicateCourse',
  method: 'post',
  path: '/v1/courses/:courseId/duplicate',
  summary: 'Create a draft with the fields and lessons of a course, which may be archived',
  tag: 'Courses',
  access: teachers,
  params: byCourse,
  headers: idempotencyKey,
  success: { status: 201, description: 'The new draft', body: course, etag: true },
  problems: ['course-not-found', 'idempotency-key-reused'],
});

export const listCourses = endpoint({
  id: 'listCourses',
  method: 'get',
  path: '/v1/courses',
  summary: 'List the published courses; your own in every status with your instructorId',
  tag: 'Courses',
  access: optionalUser,
  query: z.strictObject({
    ...pageQuery,
    status: courseStatus.optional(),
    level: courseLevel.optional(),
    tag: tag.optional(),
    instructorId: z.uuid().optional(),
    search: z.string().trim().max(100).optional().meta({
      description:
        'Words, or their beginnings, of the title, tags, summary and titles of lessons; misspelled ones are corrected when nothing is found',
    }),
    sort: z.enum(['newest', 'title']).default('newest'),
  }),
  success: {
    status: 200,
    description: 'A page of courses',
    body: coursePage,
  },
  problems: ['invalid-cursor'],
});

export const readCourse = endpoint({
  id: 'readCourse',
  method: 'get',
  path: '/v1/courses/:courseId',
  summary: 'Read a course with the outline of its lessons',
  tag: 'Courses',
  access: optionalUser,
  params: byCourse,
  success: {
    status: 200,
    description: 'The course; of its lessons, the content of the preview lesson only',
    body: courseOutline,
    etag: true,
  },
  problems: ['course-not-found'],
});

export const readCourseContent = endpoint({
  id: 'readCourseContent',
  method: 'get',
  path: '/v1/courses/:courseId/content',
  summary:
    'Read a course with the content of its lessons, as its instructor, a student with a seat or an admin',
  tag: 'Courses',
  access: requireUser,
  params: byCourse,
  success: { status: 200, description: 'The course', body: course, etag: true },
  problems: ['course-not-found', 'seat-required'],
});

export const changeCourse = endpoint({
  id: 'changeCourse',
  method: 'patch',
  path: '/v1/courses/:courseId',
  summary: 'Change some fields of a course',
  tag: 'Courses',
  access: teachers,
  params: byCourse,
  headers: ifMatch,
  body: courseChanges
    .refine((fields) => Object.keys(fields).length > 0, { error: 'Name at least one field to change' })
    .meta({ id: 'CourseChanges' }),
  success: updated,
  problems: [...updateProblems, ...staysPublishable, 'lesson-not-found'],
});

export const publishCourse = endpoint({
  id: 'publishCourse',
  method: 'post',
  path: '/v1/courses/:courseId/publish',
  summary: 'Publish a draft',
  tag: 'Courses',
  access: teachers,
  params: byCourse,
  headers: optionalIfMatch,
  success: updated,
  problems: [
    'course-not-found',
    'illegal-transition',
    'write-conflict',
    'precondition-failed',
    'course-incomplete',
  ],
});

export const archiveCourse = endpoint({
  id: 'archiveCourse',
  method: 'post',
  path: '/v1/courses/:courseId/archive',
  summary: 'Archive a published course',
  tag: 'Courses',
  access: teachers,
  params: byCourse,
  headers: optionalIfMatch,
  success: updated,
  problems: [
    'course-not-found',
    'illegal-transition',
    'write-conflict',
    'precondition-failed',
    'outbox-full',
  ],
});

export const addLesson = endpoint({
  id: 'addLesson',
  method: 'post',
  path: '/v1/courses/:courseId/lessons',
  summary: 'Add a lesson at the end, or at a position',
  tag: 'Lessons',
  access: teachers,
  params: byCourse,
  headers: ifMatch,
  body: z
    .strictObject({
      ...lessonFields.shape,
      position: z
        .int()
        .min(0)
        .optional()
        .meta({ description: 'Index in the list of lessons; at the end without it' }),
    })
    .meta({ id: 'NewLesson' }),
  success: { ...updated, status: 201 },
  problems: [...updateProblems, ...staysPublishable],
});

export const changeLesson = endpoint({
  id: 'changeLesson',
  method: 'patch',
  path: '/v1/courses/:courseId/lessons/:lessonId',
  summary: 'Change some fields of a lesson',
  tag: 'Lessons',
  access: teachers,
  params: byLesson,
  headers: ifMatch,
  body: lessonFields
    .partial()
    .refine((fields) => Object.keys(fields).length > 0, { error: 'Name at least one field to change' })
    .meta({ id: 'LessonChanges' }),
  success: updated,
  problems: [...updateProblems, 'lesson-not-found', 'course-too-large', 'outbox-full'],
});

export const removeLesson = endpoint({
  id: 'removeLesson',
  method: 'delete',
  path: '/v1/courses/:courseId/lessons/:lessonId',
  summary: 'Remove a lesson',
  tag: 'Lessons',
  access: teachers,
  params: byLesson,
  headers: ifMatch,
  success: updated,
  problems: [...updateProblems, 'lesson-not-found', 'course-incomplete', 'outbox-full'],
});

export const reorderLessons = endpoint({
  id: 'reorderLessons',
  method: 'put',
  path: '/v1/courses/:courseId/lesson-order',
  summary: 'Put the lessons in another order',
  tag: 'Lessons',
  access: teachers,
  params: byCourse,
  headers: ifMatch,
  body: z.strictObject({ lessonIds: z.array(z.uuid()).max(500) }).meta({ id: 'LessonOrder' }),
  success: updated,
  problems: [...updateProblems, 'lesson-order-mismatch', 'outbox-full'],
});
