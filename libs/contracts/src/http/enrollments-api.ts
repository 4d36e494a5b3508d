import { z } from 'zod';
import {
  certificate,
  enrollment,
  enrollmentStatus,
  myPlace,
  place,
  removalNote,
  roster,
  rosterEntry,
  seatEntry,
} from '../roster';
import { requireRole, requireUser } from './access';
import { endpoint } from './endpoint';
import { idList, pageOf, pageQuery } from './paging';

const byCourse = z.strictObject({ courseId: z.uuid() });
const byEnrollment = z.strictObject({ enrollmentId: z.uuid() });
/** A request that is identified by path and token; a body is rejected. */
const nothing = z.strictObject({}).optional();
const byLesson = z.strictObject({ enrollmentId: z.uuid(), lessonId: z.uuid() });

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

export const listRosters = endpoint({
  id: 'listRosters',
  method: 'get',
  path: '/v1/rosters',
  summary: 'Read how many seats of some courses are taken; without those that have no roster',
  tag: 'Rosters',
  query: z.strictObject({ courseIds: idList }),
  success: {
    status: 200,
    description: 'The rosters, in no particular order',
    body: z.strictObject({ items: z.array(roster) }).meta({ id: 'RosterList' }),
  },
  problems: [],
});

export const listSeats = endpoint({
  id: 'listSeats',
  method: 'get',
  path: '/v1/rosters/:courseId/enrollments',
  summary: 'List who has a seat in your course with the progress, first enrolled first',
  tag: 'Rosters',
  access: requireRole('instructor', 'admin'),
  params: byCourse,
  query: z.strictObject(pageQuery),
  success: {
    status: 200,
    description: 'A page of seats',
    body: pageOf(seatEntry).meta({ id: 'SeatEntryPage' }),
  },
  problems: ['roster-not-found', 'invalid-cursor'],
});

export const listWaiting = endpoint({
  id: 'listWaiting',
  method: 'get',
  path: '/v1/rosters/:courseId/waiting-list',
  summary: 'List who waits for a seat in your course, next first',
  tag: 'Rosters',
  access: requireRole('instructor', 'admin'),
  params: byCourse,
  query: z.strictObject(pageQuery),
  success: {
    status: 200,
    description: 'A page of the waiting list',
    body: pageOf(rosterEntry).meta({ id: 'RosterEntryPage' }),
  },
  problems: ['roster-not-found', 'invalid-cursor'],
});

export const exportRoster = endpoint({
  id: 'exportRoster',
  method: 'get',
  path: '/v1/rosters/:courseId/export',
  summary: 'Download the seats and the waiting list of your course as CSV',
  tag: 'Rosters',
  access: requireRole('instructor', 'admin'),
  params: byCourse,
  success: {
    status: 200,
    description: 'A CSV file (RFC 4180, UTF-8)',
    body: z.string(),
    mediaType: 'text/csv',
  },
  problems: ['roster-not-found'],
});

export const removeStudent = endpoint({
  id: 'removeStudent',
  method: 'put',
  path: '/v1/rosters/:courseId/enrollments/:enrollmentId/removal',
  summary: 'Remove a student from your course; the seat goes to the first who waits',
  tag: 'Rosters',
  access: requireRole('instructor', 'admin'),
  params: z.strictObject({ courseId: z.uuid(), enrollmentId: z.uuid() }),
  body: z
    .strictObject({ note: removalNote.meta({ description: 'The reason, which the student gets to read' }) })
    .meta({ id: 'Removal' }),
  success: { status: 204, description: 'The enrollment has no place in the roster (any more)' },
  problems: ['roster-not-found', 'roster-closed', 'write-conflict', 'outbox-full'],
});

export const enroll = endpoint({
  id: 'enroll',
  method: 'put',
  path: '/v1/rosters/:courseId/my-enrollment',
  summary: 'Take a seat, or wait for one when the course is full; repeating it changes nothing',
  tag: 'My place',
  access: requireRole('student'),
  params: byCourse,
  body: nothing,
  success: { status: 200, description: 'Your place', body: place },
  problems: ['roster-not-found', 'roster-closed', 'waiting-list-full', 'write-conflict', 'outbox-full'],
});

export const readMyPlace = endpoint({
  id: 'readMyPlace',
  method: 'get',
  path: '/v1/rosters/:courseId/my-enrollment',
  summary: 'Read whether you have a place in a course',
  tag: 'My place',
  access: requireUser,
  params: byCourse,
  success: { status: 200, description: 'Your place, or none', body: myPlace },
  problems: ['roster-not-found'],
});

export const withdraw = endpoint({
  id: 'withdraw',
  method: 'delete',
  path: '/v1/rosters/:courseId/my-enrollment',
  summary: 'Give up your place; your seat goes to the first who waits',
  tag: 'My place',
  access: requireUser,
  params: byCourse,
  success: { status: 204, description: 'You have no place in the course (any more)' },
  problems: ['roster-not-found', 'roster-closed', 'write-conflict', 'outbox-full'],
});

export const listMyEnrollments = endpoint({
  id: 'listMyEnrollments',
  method: 'get',
  path: '/v1/enrollments',
  summary: 'List your enrollments, newest first; a new one appears a moment after you enroll',
  tag: 'My enrollments',
  access: requireUser,
  query: z.strictObject({ ...pageQuery, status: enrollmentStatus.optional() }),
  success: {
    status: 200,
    description: 'A page of enrollments',
    body: pageOf(enrollment).meta({ id: 'EnrollmentPage' }),
  },
  problems: ['invalid-cursor'],
});

export const readEnrollment = endpoint({
  id: 'readEnrollment',
  method: 'get',
  path: '/v1/enrollments/:enrollmentId',
  summary: 'Read one of your enrollments with its progress',
  tag: 'My enrollments',
  access: requireUser,
  params: byEnrollment,
  success: { status: 200, description: 'The enrollment', body: enrollment },
  problems: ['enrollment-not-found'],
});

export const completeLesson = endpoint({
  id: 'completeLesson',
  method: 'put',
  path: '/v1/enrollments/:enrollmentId/completed-lessons/:lessonId',
  summary: 'Complete a lesson; the last one completes the course',
  tag: 'My enrollments',
  access: requireUser,
  params: byLesson,
  body: nothing,
  success: { status: 200, description: 'The enrollment after it', body: enrollment },
  problems: ['enrollment-not-found', 'lesson-not-found', 'no-seat', 'write-conflict'],
});

export const uncompleteLesson = endpoint({
  id: 'uncompleteLesson',
  method: 'delete',
  path: '/v1/enrollments/:enrollmentId/completed-lessons/:lessonId',
  summary: 'Mark a lesson as not done; a completed course stays completed',
  tag: 'My enrollments',
  access: requireUser,
  params: byLesson,
  success: { status: 200, description: 'The enrollment after it', body: enrollment },
  problems: ['enrollment-not-found', 'no-seat', 'write-conflict'],
});

export const readCertificate = endpoint({
  id: 'readCertificate',
  method: 'get',
  path: '/v1/certificates/:certificateId',
  summary: 'Check a certificate: who completed which course, and when',
  tag: 'Certificates',
  params: z.strictObject({ certificateId: z.uuid() }),
  success: { status: 200, description: 'The certificate', body: certificate },
  problems: ['certificate-not-found'],
});
