import type { Authentication } from '@courses/auth';
import type { Route } from '@courses/http-kit';
import type { Stores } from './stores';
import { completeLesson } from './use-cases/complete-lesson/complete-lesson';
import { completeLessonRoute } from './use-cases/complete-lesson/complete-lesson.route';
import { enrollStudent } from './use-cases/enroll-student/enroll-student';
import { enrollStudentRoute } from './use-cases/enroll-student/enroll-student.route';
import { exportRoster } from './use-cases/export-roster/export-roster';
import { exportRosterRoute } from './use-cases/export-roster/export-roster.route';
import { listMyEnrollments } from './use-cases/list-my-enrollments/list-my-enrollments';
import { listMyEnrollmentsRoute } from './use-cases/list-my-enrollments/list-my-enrollments.route';
import { listRosters } from './use-cases/list-rosters/list-rosters';
import { listRostersRoute } from './use-cases/list-rosters/list-rosters.route';
import { listSeats } from './use-cases/list-seats/list-seats';
import { listSeatsRoute } from './use-cases/list-seats/list-seats.route';
import { listWaiting } from './use-cases/list-waiting/list-waiting';
import { listWaitingRoute } from './use-cases/list-waiting/list-waiting.route';
import { readCertificate } from './use-cases/read-certificate/read-certificate';
import { readCertificateRoute } from './use-cases/read-certificate/read-certificate.route';
import { readEnrollment } from './use-cases/read-enrollment/read-enrollment';
import { readEnrollmentRoute } from './use-cases/read-enrollment/read-enrollment.route';
import { readMyPlace } from './use-cases/read-my-place/read-my-place';
import { readMyPlaceRoute } from './use-cases/read-my-place/read-my-place.route';
import { readRoster } from './use-cases/read-roster/read-roster';
import { readRosterRoute } from './use-cases/read-roster/read-roster.route';
import { removeStudent } from './use-cases/remove-student/remove-student';
import { removeStudentRoute } from './use-cases/remove-student/remove-student.route';
import { uncompleteLesson } from './use-cases/uncomplete-lesson/uncomplete-lesson';
import { uncompleteLessonRoute } from './use-cases/uncomplete-lesson/uncomplete-lesson.route';
import { withdrawStudent } from './use-cases/withdraw-student/withdraw-student';
import { withdrawStudentRoute } from './use-cases/withdraw-student/withdraw-student.route';

export const routes = (auth: Authentication, stores: Stores): Route[] => [
  readRosterRoute(readRoster(stores)),
  listRostersRoute(listRosters(stores)),
  listSeatsRoute(auth, listSeats(stores)),
  listWaitingRoute(auth, listWaiting(stores)),
  exportRosterRoute(auth, exportRoster(stores)),
  removeStudentRoute(auth, removeStudent(stores)),
  enrollStudentRoute(auth, enrollStudent(stores)),
  readMyPlaceRoute(auth, readMyPlace(stores)),
  withdrawStudentRoute(auth, withdrawStudent(stores)),
  listMyEnrollmentsRoute(auth, listMyEnrollments(stores)),
  readEnrollmentRoute(auth, readEnrollment(stores)),
  completeLessonRoute(auth, completeLesson(stores)),
  uncompleteLessonRoute(auth, uncompleteLesson(stores)),
  readCertificateRoute(readCertificate(stores)),
];
