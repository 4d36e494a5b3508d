import type { CourseLevel } from '@courses/contracts';

export interface CatalogFilters {
  search: string;
  level: CourseLevel | '';
  tag: string;
  sort: 'newest' | 'title';
}
