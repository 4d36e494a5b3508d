import {
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentVersions,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EventMessage,
} from '@courses/contracts';
import type { Enrollment } from './enrollment';

/** A new event with the state that an enrollment has now. Readers that know this state, or a later one, skip it. */
export function eventOf(enrollment: Enrollment): EventMessage {
  const { id, courseId, courseTitle, studentId, enrolledAt, status, promotedAt, withdrawal } = enrollment;
  const data = { id, courseId, courseTitle, studentId, enrolledAt };
  const event = { subject: id, version: enrollmentVersions[status] };
  switch (status) {
    case 'waiting':
      return enrollmentWaitlisted.create({ ...event, data });
    case 'confirmed':
      return enrollmentConfirmed.create({ ...event, data: { ...data, ...(promotedAt && { promotedAt }) } });
    case 'completed':
      return enrollmentCompleted.create({
        ...event,
        data: { ...data, completedAt: enrollment.completedAt ?? enrolledAt },
      });
    case 'withdrawn':
      // Enrollments that were withdrawn before reasons were stored have none.
      return enrollmentWithdrawn.create({
        ...event,
        data: { ...data, ...(withdrawal ?? { reason: 'student' }) },
      });
  }
}
