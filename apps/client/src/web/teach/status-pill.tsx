import type { CourseStatus } from '@courses/contracts';

const names: Record<CourseStatus, string> = { draft: 'Draft', published: 'Published', archived: 'Archived' };

export const StatusPill = ({ status }: { status: CourseStatus }) => (
  <span className={`pill pill--${status}`}>{names[status]}</span>
);
