import type { CourseLevel } from '@courses/contracts';

export const levelNames: Record<CourseLevel, string> = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
};
