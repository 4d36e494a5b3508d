import type { Subscription } from '@courses/messaging';
import type { Stores } from './routes';
import { followCourse } from './use-cases/follow-course/follow-course';
import { followCourseConsumers } from './use-cases/follow-course/follow-course.consumer';
import { followEnrollment } from './use-cases/follow-enrollment/follow-enrollment';
import { followEnrollmentConsumers } from './use-cases/follow-enrollment/follow-enrollment.consumer';
import { learnName } from './use-cases/learn-name/learn-name';
import { learnNameConsumer } from './use-cases/learn-name/learn-name.consumer';

export const subscriptions = ({ rosters, enrollments, syllabi, people }: Stores): Subscription[] => [
  ...followCourseConsumers(followCourse(rosters, syllabi)),
  ...followEnrollmentConsumers(followEnrollment(enrollments)),
  learnNameConsumer(learnName(people)),
];
