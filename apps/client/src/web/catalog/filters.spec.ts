import type { CatalogFilters } from '../api/catalog-filters';
import { readFilters, writeFilters } from './filters';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('the filters in the URL', () => {
  it('reads back the filters that it wrote', () => {
    const filters: CatalogFilters = { search: 'a&b=c', level: 'advanced', tag: 'c++', sort: 'title' };
    expect(readFilters(writeFilters(filters))).toEqual(filters);
  });

  it('writes no default value', () => {
    expect(writeFilters(read('sort=newest')).toString()).toBe('');
  });

  it.each([
    'level=expert',
    'level=constructor',
    'tag=No%20tag',
    'tag=-x',
    'sort=price',
    'unknown=1',
    'search=%20',
  ])('ignores the invalid query %s', (query) => {
    expect(read(query)).toEqual({ search: '', level: '', tag: '', sort: 'newest' });
  });

  it('truncates a search that is longer than the API accepts', () => {
    expect(read(`search=${'x'.repeat(500)}`).search).toHaveLength(100);
  });
});
