import type { Enrollment } from '@courses/contracts';
import { useRef } from 'react';
import { Link } from 'react-router';
import { useMyEnrollments } from '../api/my-enrollments';
import { PageHeading } from '../ui/page-heading';
import { RequireUser } from '../session/require-user';
import { Failure, Notice } from '../ui/feedback/notice';
import { PageSkeleton } from '../ui/feedback/page-skeleton';
import { ShowMore } from '../ui/show-more';
import { EnrollmentRow } from './enrollment-row';
import '../styles/my-courses.css';

export default function MyCoursesPage() {
  return <RequireUser>{() => <MyCourses />}</RequireUser>;
}

const groups: { status: Enrollment['status']; title: string }[] = [
  { status: 'confirmed', title: 'Learning' },
  { status: 'waiting', title: 'Waiting for a seat' },
  { status: 'completed', title: 'Completed' },
  { status: 'withdrawn', title: 'No longer enrolled' },
];

/** What one left by oneself is not news, unless its certificate is there; nor is what one came back to. */
const isShown = (enrollment: Enrollment, all: Enrollment[]): boolean =>
  enrollment.status !== 'withdrawn' ||
  enrollment.certificateId !== undefined ||
  (enrollment.withdrawal?.reason !== 'student' &&
    all.find(({ courseId }) => courseId === enrollment.courseId) === enrollment);

function MyCourses() {
  const query = useMyEnrollments();
  const list = useRef<HTMLDivElement>(null);
  if (query.isPending) return <PageSkeleton>Loading your courses…</PageSkeleton>;
  if (!query.data) {
    return (
      <div className="wrap page">
        <PageHeading title="My courses">My courses</PageHeading>
        <Failure title="Your courses could not be loaded" error={query.error} onRetry={query.refetch} />
      </div>
    );
  }
  const all = query.data.pages.flatMap((page) => page.items);
  const enrollments = all.filter((enrollment) => isShown(enrollment, all));
  const filled = groups
    .map((group) => ({ ...group, items: enrollments.filter(({ status }) => status === group.status) }))
    .filter(({ items }) => items.length > 0);
  return (
    <div ref={list} className="wrap page">
      <PageHeading title="My courses">My courses</PageHeading>
      {filled.length === 0 && <NothingYet />}
      {filled.map(({ status, title, items }) => (
        <section key={status} aria-labelledby={status}>
          <h2 id={status} className="page__section">
            {title}
          </h2>
          {/* eslint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it from lists without markers */}
          <ul className="rows" role="list">
            {items.map((enrollment) => (
              <EnrollmentRow key={enrollment.id} enrollment={enrollment} />
            ))}
          </ul>
        </section>
      ))}
      <ShowMore query={query} list={list} />
    </div>
  );
}

function NothingYet() {
  return (
    <Notice title="You haven’t joined any courses yet">
      <p>Find one in the catalog and enroll; it appears here.</p>
      <Link className="button" to="/">
        See all courses
      </Link>
    </Notice>
  );
}
