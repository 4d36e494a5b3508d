import type { CatalogFilters } from '../api/catalog-filters';
import { readFilters, writeFilters } from './filters';

const read = (query: string) => readFilters(new URLSearchParams(query));

describe('the filters in the address', () => {
  it('are what they were when they are written and read again', () => {
    const filters: CatalogFilters = { search: 'a&b=c', level: 'advanced', tag: 'c++', sort: 'title' };
    expect(readFilters(writeFilters(filters))).toEqual(filters);
  });

  it('are not written where they are the default', () => {
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
  ])('ignore %s, which makes no sense', (query) => {
    expect(read(query)).toEqual({ search: '', level: '', tag: '', sort: 'newest' });
  });

  it('cut a search that is longer than the API takes', () => {
    expect(read(`search=${'x'.repeat(500)}`).search).toHaveLength(100);
  });
});
