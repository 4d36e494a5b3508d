import type { CourseSummary, Page } from '@courses/contracts';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { Fragment, useRef, type ReactNode } from 'react';
import { CardSkeletons } from '../ui/feedback/card-skeletons';
import { Failure } from '../ui/feedback/notice';
import { ShowMore } from '../ui/show-more';
import { CourseRow } from './course-row';
import '../styles/my-courses.css';

interface Props {
  query: UseInfiniteQueryResult<InfiniteData<Page<CourseSummary>>>;
  failureTitle: string;
  /** In place of an empty list. */
  none: ReactNode;
  /** The rows of one page. */
  rowsOf?: (courses: CourseSummary[]) => ReactNode;
}

/** Courses to edit, page by page. */
export function CourseRows({ query, failureTitle, none, rowsOf = plainRows }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const pages = query.data?.pages;
  return (
    <>
      {query.isPending && <CardSkeletons />}
      {query.error && !pages && <Failure title={failureTitle} error={query.error} onRetry={query.refetch} />}
      {pages?.every(({ items }) => items.length === 0) && none}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it from lists without markers */}
      <ul className="rows" role="list" ref={list}>
        {pages?.map(({ items }) => (
          <Fragment key={items[0]?.id ?? ''}>{rowsOf(items)}</Fragment>
        ))}
      </ul>
      <ShowMore query={query} list={list} />
    </>
  );
}

const plainRows = (courses: CourseSummary[]) =>
  courses.map((course) => <CourseRow key={course.id} course={course} />);
