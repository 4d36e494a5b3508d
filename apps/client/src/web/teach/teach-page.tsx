import type { CourseSummary } from '@courses/contracts';
import { useRef } from 'react';
import { Link } from 'react-router';
import type { SessionUser } from '../../shared/session';
import { useMyCourses } from '../api/teaching';
import { Cover } from '../ui/cover/cover';
import { PageHeading } from '../ui/page-heading';
import { RequireUser } from '../session/require-user';
import { CardSkeletons } from '../ui/feedback/card-skeletons';
import { Failure, Notice } from '../ui/feedback/notice';
import { count, duration } from '../ui/format';
import { ShowMore } from '../ui/show-more';
import { StatusPill } from './status-pill';
import '../styles/my-courses.css';
import '../styles/teach.css';

export default function TeachPage() {
  return <RequireUser roles={['instructor', 'admin']}>{(user) => <Teach user={user} />}</RequireUser>;
}

function Teach({ user }: { user: SessionUser }) {
  const query = useMyCourses(user.id);
  const list = useRef<HTMLUListElement>(null);
  const courses = query.data?.pages.flatMap((page) => page.items);
  return (
    <div className="wrap page">
      <div className="page__head">
        <PageHeading title="Teach">Your courses</PageHeading>
        <Link className="button" to="/teach/new">
          New course
        </Link>
      </div>
      {query.isPending && <CardSkeletons />}
      {query.error && !courses && (
        <Failure title="Your courses could not be loaded" error={query.error} onRetry={query.refetch} />
      )}
      {courses?.length === 0 && (
        <Notice title="You don’t have any courses yet">
          <p>Create a draft. No one else sees it until you publish it.</p>
        </Notice>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it from lists without markers */}
      <ul ref={list} className="rows" role="list">
        {courses?.map((course) => (
          <CourseRow key={course.id} course={course} />
        ))}
      </ul>
      <ShowMore query={query} list={list} />
    </div>
  );
}

function CourseRow({ course }: { course: CourseSummary }) {
  return (
    <li className="row">
      <Cover course={course} format="card" />
      <div className="row__body">
        <h2 className="row__title">
          <Link className="row__link" to={`/teach/courses/${course.id}`}>
            <bdi>{course.title || 'Untitled course'}</bdi>
          </Link>
        </h2>
        <p className="row__facts">
          <StatusPill status={course.status} />
          <span>{count(course.lessonCount, 'lesson')}</span>
          <span>{duration(course.totalMinutes)}</span>
          <span>{count(course.capacity, 'seat')}</span>
        </p>
      </div>
      {course.status !== 'draft' && (
        <Link className="row__action" to={`/teach/courses/${course.id}/roster`}>
          Roster
        </Link>
      )}
    </li>
  );
}
