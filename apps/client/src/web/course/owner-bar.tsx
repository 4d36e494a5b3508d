import type { CourseOutline } from '@courses/contracts';
import { Link } from 'react-router';
import { hasRole, useSession } from '../api/session';

const notes = {
  draft: 'Draft: only you can see it.',
  published: 'You teach this course.',
  archived: 'This course is archived.',
};

/** Links for those who may edit the course. */
export function OwnerBar({ course: { id, instructorId, status } }: { course: CourseOutline }) {
  const { user } = useSession();
  const owner = user?.id === instructorId && hasRole(user, 'instructor');
  if (!owner && !hasRole(user, 'admin')) return null;
  return (
    <aside className="owner-bar" aria-label="For the instructor">
      <p>{owner ? notes[status] : 'You can edit this course as an admin.'}</p>
      <Link to={`/teach/courses/${id}`}>Edit</Link>
      <Link to={`/courses/${id}/learn`}>View as a student</Link>
      {status !== 'draft' && <Link to={`/teach/courses/${id}/roster`}>Roster</Link>}
    </aside>
  );
}
