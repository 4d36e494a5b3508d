import type { Authentication } from '@courses/auth';
import type { Route } from '@courses/http-kit';
import type { Copies, Person, Syllabus } from './domain/copies';
import type { EnrollmentRepository } from './domain/enrollment-repository';
import type { RosterRepository } from './domain/roster-repository';
import { completeLesson } from './use-cases/complete-lesson/complete-lesson';
import { completeLessonRoute } from './use-cases/complete-lesson/complete-lesson.route';
import { enrollStudent } from './use-cases/enroll-student/enroll-student';
import { enrollStudentRoute } from './use-cases/enroll-student/enroll-student.route';
import { listMyEnrollments } from './use-cases/list-my-enrollments/list-my-enrollments';
import { listMyEnrollmentsRoute } from './use-cases/list-my-enrollments/list-my-enrollments.route';
import { listSeats } from './use-cases/list-seats/list-seats';
import { listSeatsRoute } from './use-cases/list-seats/list-seats.route';
import { listWaiting } from './use-cases/list-waiting/list-waiting';
import { listWaitingRoute } from './use-cases/list-waiting/list-waiting.route';
import { readEnrollment } from './use-cases/read-enrollment/read-enrollment';
import { readEnrollmentRoute } from './use-cases/read-enrollment/read-enrollment.route';
import { readMyPlace } from './use-cases/read-my-place/read-my-place';
import { readMyPlaceRoute } from './use-cases/read-my-place/read-my-place.route';
import { readRoster } from './use-cases/read-roster/read-roster';
import { readRosterRoute } from './use-cases/read-roster/read-roster.route';
import { withdrawStudent } from './use-cases/withdraw-student/withdraw-student';
import { withdrawStudentRoute } from './use-cases/withdraw-student/withdraw-student.route';

/** Where everything of this service is kept. */
export interface Stores {
  rosters: RosterRepository;
  enrollments: EnrollmentRepository;
  syllabi: Copies<Syllabus>;
  people: Copies<Person>;
}

export const routes = (auth: Authentication, { rosters, enrollments, syllabi, people }: Stores): Route[] => [
  readRosterRoute(readRoster(rosters)),
  listSeatsRoute(auth, listSeats(rosters, people)),
  listWaitingRoute(auth, listWaiting(rosters, people)),
  enrollStudentRoute(auth, enrollStudent(rosters)),
  readMyPlaceRoute(auth, readMyPlace(rosters)),
  withdrawStudentRoute(auth, withdrawStudent(rosters)),
  listMyEnrollmentsRoute(auth, listMyEnrollments(enrollments, syllabi)),
  readEnrollmentRoute(auth, readEnrollment(enrollments, syllabi)),
  completeLessonRoute(auth, completeLesson(enrollments, syllabi)),
];
