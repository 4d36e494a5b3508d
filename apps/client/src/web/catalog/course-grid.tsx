import type { CourseSummary } from '@courses/contracts';
import { useEffect, useRef } from 'react';
import { CourseCards } from './course-cards';

interface Props {
  pages: CourseSummary[][];
  more: boolean;
  loadingMore: boolean;
  moreFailed: boolean;
  onMore: () => void;
}

export function CourseGrid({ pages, more, loadingMore, moreFailed, onMore }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const focusFrom = useRef(Infinity);
  const shown = pages.reduce((sum, { length }) => sum + length, 0);
  // The button may be gone after the last page, so the focus goes on to the first course that it brought.
  useEffect(() => {
    if (shown <= focusFrom.current) return;
    list.current?.querySelectorAll('a')[focusFrom.current]?.focus();
    focusFrom.current = Infinity;
  }, [shown]);
  const load = () => {
    if (loadingMore) return;
    focusFrom.current = shown;
    onMore();
  };
  const failed = moreFailed && !loadingMore;
  return (
    <>
      {/* Safari drops the list role of a list without markers; this keeps it. */}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles */}
      <ul className="grid" role="list" ref={list}>
        {pages.map((courses, page) => (
          <CourseCards key={page} courses={courses} />
        ))}
      </ul>
      {more && (
        <div className="more">
          <p role="status">{failed && 'More courses could not be loaded.'}</p>
          <button type="button" className="button" aria-disabled={loadingMore} onClick={load}>
            {loadingMore ? 'Loading…' : failed ? 'Retry' : 'Show more courses'}
          </button>
        </div>
      )}
    </>
  );
}
