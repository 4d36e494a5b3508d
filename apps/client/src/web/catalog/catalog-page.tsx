import { useSearchParams } from 'react-router';
import { PageHeading, siteName } from '../ui/page-heading';
import { CourseResults } from './course-results';
import { FilterBar } from './filter-bar';
import type { CatalogFilters } from '../api/catalog-filters';
import { readFilters, titleOf, writeFilters } from './filters';
import { SearchField } from './search-field';

export function CatalogPage() {
  const [params, setParams] = useSearchParams();
  const filters = readFilters(params);
  const change = (changes: Partial<CatalogFilters>, replace = false) =>
    setParams(writeFilters({ ...filters, ...changes }), { replace });
  return (
    <div className="wrap catalog">
      <div className="catalog__intro">
        <PageHeading title={titleOf(filters) || siteName}>What do you want to learn?</PageHeading>
        <SearchField
          value={filters.search}
          // A refined search takes the place of the former one, so that Back leaves the search at once.
          onChange={(search) => change({ search }, Boolean(search && filters.search))}
        />
      </div>
      <FilterBar filters={filters} onChange={change} />
      <CourseResults filters={filters} onChange={change} />
    </div>
  );
}
