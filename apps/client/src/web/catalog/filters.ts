import type { CourseLevel } from '@courses/contracts';
import type { CatalogFilters } from '../api/catalog-filters';
import { levelNames } from '../ui/level-names';

export const maxSearchLength = 100;
const wellFormedTag = /^[a-z0-9][a-z0-9.+#-]{0,39}$/;

/** Reads the filters from the address; what makes no sense is left out, so any address shows a catalog. */
export function readFilters(params: URLSearchParams): CatalogFilters {
  const level = params.get('level') ?? '';
  const tag = params.get('tag') ?? '';
  return {
    search: (params.get('search') ?? '').trim().slice(0, maxSearchLength),
    level: Object.hasOwn(levelNames, level) ? (level as CourseLevel) : '',
    tag: wellFormedTag.test(tag) ? tag : '',
    sort: params.get('sort') === 'title' ? 'title' : 'newest',
  };
}

/** The address of a catalog with these filters; defaults are left out. */
export function writeFilters({ search, level, tag, sort }: CatalogFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (search) params.set('search', search);
  if (level) params.set('level', level);
  if (tag) params.set('tag', tag);
  if (sort !== 'newest') params.set('sort', sort);
  return params;
}

/** What distinguishes this catalog from others in the browser's tabs and history; empty without search and filters. */
export const titleOf = ({ search, level, tag }: CatalogFilters): string =>
  [search && `“${search}”`, level && levelNames[level], tag].filter(Boolean).join(' · ');

export const isFiltered = ({ search, level, tag }: CatalogFilters): boolean =>
  Boolean(search || level || tag);
