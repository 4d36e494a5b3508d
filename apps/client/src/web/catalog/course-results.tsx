import { useCourses } from '../api/courses';
import { Failure } from '../ui/feedback/notice';
import { count } from '../ui/format';
import { CardSkeletons } from '../ui/feedback/card-skeletons';
import { CourseGrid } from './course-grid';
import type { FilterProps } from './filter-bar';
import { isFiltered } from './filters';
import { searchId } from './search-field';
import { NoCourses } from './no-courses';
import { TagBar } from './tag-bar';

/** What the catalog has for these filters, in each of its states. */
export function CourseResults({ filters, onChange }: FilterProps) {
  const query = useCourses(filters);
  if (query.isPending) return <CardSkeletons />;
  if (!query.data) {
    return <Failure title="The catalog could not be loaded" error={query.error} onRetry={query.refetch} />;
  }
  const pages = query.data.pages.map((page) => page.items);
  const courses = pages.flat();
  const corrected = query.data.pages[0]?.correctedSearch;
  const clear = () => {
    // The button goes with the filters.
    document.getElementById(searchId)?.focus();
    onChange({ search: '', level: '', tag: '' });
  };
  return (
    <section className="results" aria-label="Courses" aria-busy={query.isPlaceholderData}>
      <TagBar courses={pages[0] ?? []} selected={filters.tag} onSelect={(tag) => onChange({ tag })} />
      <div className="results__line">
        <p role="status" className={courses.length > 0 ? undefined : 'visually-hidden'}>
          {query.isPlaceholderData ? (
            'Searching…'
          ) : (
            <>
              {corrected && <Correction typed={filters.search} corrected={corrected} />}
              {resultLine(courses.length, query.hasNextPage)}
            </>
          )}
        </p>
        {isFiltered(filters) && courses.length > 0 && (
          <button type="button" className="text-button" onClick={clear}>
            Clear search and filters
          </button>
        )}
      </div>
      {courses.length > 0 ? (
        <CourseGrid
          pages={pages}
          more={query.hasNextPage}
          loadingMore={query.isFetchingNextPage}
          moreFailed={query.isFetchNextPageError}
          onMore={() => void query.fetchNextPage()}
        />
      ) : (
        <NoCourses filters={filters} onClear={clear} onReload={() => void query.refetch()} />
      )}
    </section>
  );
}

/** The service corrects only what finds nothing as it was typed, so there is no way back to offer. */
const Correction = ({ typed, corrected }: { typed: string; corrected: string }) => (
  <>
    No course matches “<bdi>{typed}</bdi>”. Showing results for{' '}
    <strong className="results__corrected">{corrected}</strong>:{' '}
  </>
);

const resultLine = (shown: number, more: boolean): string =>
  shown === 0 ? 'No course found' : more ? `The first ${count(shown, 'course')}` : count(shown, 'course');
