import type { CourseOutline } from '@courses/contracts';
import { usePlace } from '../api/enrollments';
import { hasRole, useSession } from '../api/session';

/** Whether the user may read all lessons: as the instructor of the course, as an admin, or with a seat. */
export function useCanRead({ id, instructorId, status }: CourseOutline): boolean {
  const { user } = useSession();
  const mayEdit = user !== null && (user.id === instructorId || hasRole(user, 'admin'));
  const { data: place } = usePlace(id, user !== null && !mayEdit && status !== 'draft');
  return mayEdit || place?.status === 'confirmed';
}
