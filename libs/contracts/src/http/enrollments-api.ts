import { z } from 'zod';
import { enrollment, roster } from '../roster';
import { endpoint } from './endpoint';
import { idempotencyKey } from './headers';
import { pageOf, pageQuery } from './paging';

const byCourse = z.strictObject({ courseId: z.uuid() });

export const readRoster = endpoint({
  id: 'readRoster',
  method: 'get',
  path: '/v1/rosters/:courseId',
  summary: 'Read how many seats of a course are taken',
  tag: 'Rosters',
  params: byCourse,
  success: { status: 200, description: 'The roster', body: roster, etag: true },
  problems: ['roster-not-found'],
});

export const listEnrollments = endpoint({
  id: 'listEnrollments',
  method: 'get',
  path: '/v1/rosters/:courseId/enrollments',
  summary: 'List who has a seat, first enrolled first',
  tag: 'Rosters',
  params: byCourse,
  query: z.strictObject(pageQuery),
  success: {
    status: 200,
    description: 'A page of seats',
    body: pageOf(enrollment).meta({ id: 'EnrollmentPage' }),
  },
  problems: ['roster-not-found', 'invalid-cursor'],
});

export const enrollStudent = endpoint({
  id: 'enrollStudent',
  method: 'post',
  path: '/v1/rosters/:courseId/enrollments',
  summary: 'Take a seat for a student',
  tag: 'Rosters',
  params: byCourse,
  headers: idempotencyKey,
  body: z.strictObject({ studentId: z.uuid() }).meta({ id: 'NewEnrollment' }),
  success: { status: 201, description: 'The seat', body: enrollment },
  problems: [
    'roster-not-found',
    'course-full',
    'roster-closed',
    'already-enrolled',
    'idempotency-key-reused',
  ],
});
