import { Notice } from '../ui/feedback/notice';
import type { CatalogFilters } from '../api/catalog-filters';
import { isFiltered } from './filters';

interface Props {
  filters: CatalogFilters;
  onClear: () => void;
  onReload: () => void;
}

export function NoCourses({ filters, onClear, onReload }: Props) {
  if (!isFiltered(filters)) {
    return (
      <Notice title="The catalog is empty">
        <p>Courses appear here as soon as an instructor publishes them.</p>
        <button type="button" className="button" onClick={onReload}>
          Refresh
        </button>
      </Notice>
    );
  }
  return (
    <Notice
      title={filters.search ? `No course matches “${filters.search}”` : 'No course matches these filters'}
    >
      <p>
        {filters.search
          ? 'Search looks at titles, summaries, tags and lesson titles. Try fewer words, or other ones.'
          : 'Try another level or another tag.'}
      </p>
      <button type="button" className="button" onClick={onClear}>
        Clear search and filters
      </button>
    </Notice>
  );
}
