import type { Route } from '@courses/http-kit';
import type { RosterRepository } from './domain/roster-repository';
import { enrollStudent } from './use-cases/enroll-student/enroll-student';
import { enrollStudentRoute } from './use-cases/enroll-student/enroll-student.route';
import { listEnrollments } from './use-cases/list-enrollments/list-enrollments';
import { listEnrollmentsRoute } from './use-cases/list-enrollments/list-enrollments.route';
import { readRoster } from './use-cases/read-roster/read-roster';
import { readRosterRoute } from './use-cases/read-roster/read-roster.route';

export const routes = (rosters: RosterRepository): Route[] => [
  readRosterRoute(readRoster(rosters)),
  listEnrollmentsRoute(listEnrollments(rosters)),
  enrollStudentRoute(enrollStudent(rosters)),
];
