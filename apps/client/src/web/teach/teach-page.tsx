import { Link, useSearchParams } from 'react-router';
import type { SessionUser } from '../../shared/session';
import { hasRole } from '../api/session';
import { useMyCourses } from '../api/teaching';
import { RequireUser } from '../session/require-user';
import { Notice } from '../ui/feedback/notice';
import { PageHeading } from '../ui/page-heading';
import { AllCourses } from './all-courses';
import { CourseRows } from './course-rows';
import '../styles/teach.css';

export default function TeachPage() {
  return <RequireUser roles={['instructor', 'admin']}>{(user) => <Teach user={user} />}</RequireUser>;
}

function Teach({ user }: { user: SessionUser }) {
  const [params] = useSearchParams();
  const isAdmin = hasRole(user, 'admin');
  const showsAll = isAdmin && params.get('list') === 'all';
  return (
    <div className="wrap page">
      <div className="page__head">
        <PageHeading title={showsAll ? 'All courses' : 'Teach'}>
          {showsAll ? 'All courses' : 'Your courses'}
        </PageHeading>
        <Link className="button" to="/teach/new">
          New course
        </Link>
      </div>
      {isAdmin && (
        <nav className="tabs" aria-label="Whose courses">
          <ListLink to="/teach" name="Your courses" isCurrent={!showsAll} />
          <ListLink to="/teach?list=all" name="All courses" isCurrent={showsAll} />
        </nav>
      )}
      {showsAll ? <AllCourses /> : <MyCourses user={user} />}
    </div>
  );
}

const ListLink = ({ to, name, isCurrent }: { to: string; name: string; isCurrent: boolean }) => (
  <Link className="tab" to={to} aria-current={isCurrent ? 'page' : undefined}>
    {name}
  </Link>
);

const MyCourses = ({ user }: { user: SessionUser }) => (
  <CourseRows
    query={useMyCourses(user.id)}
    failureTitle="Your courses could not be loaded"
    none={
      <Notice title="You don’t have any courses yet">
        <p>Create a draft. No one else sees it until you publish it.</p>
      </Notice>
    }
  />
);
