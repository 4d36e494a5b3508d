import type { CourseOutline } from '@courses/contracts';
import { Link, useLocation, useParams } from 'react-router';
import { ApiError } from '../api/api-error';
import { useCourse } from '../api/courses';
import { levelNames } from '../ui/level-names';
import { Cover } from '../ui/cover/cover';
import { PageHeading } from '../ui/page-heading';
import { NotFoundPage } from '../ui/feedback/not-found-page';
import { Failure } from '../ui/feedback/notice';
import { CourseFacts } from './course-facts';
import { CourseSkeleton } from './course-skeleton';
import { LessonList } from './lesson-list';
import { OwnerBar } from './owner-bar';
import { useCanRead } from './use-can-read';
import { Markdown } from '../ui/markdown/markdown';
import { Seats } from './seats';

export function CoursePage() {
  const { courseId = '' } = useParams();
  const { data: course, error, isPending, refetch } = useCourse(courseId);
  if (isPending) return <CourseSkeleton />;
  if (error instanceof ApiError && error.isNotFound) {
    return (
      <NotFoundPage title="Course not found">It may have been removed, or the link is wrong.</NotFoundPage>
    );
  }
  if (!course) {
    return (
      <div className="wrap">
        <Failure title="The course could not be loaded" error={error} onRetry={refetch} />
      </div>
    );
  }
  return <CourseArticle course={course} />;
}

function CourseArticle({ course }: { course: CourseOutline }) {
  return (
    <article className="wrap course">
      <BackLink />
      <OwnerBar course={course} />
      <Cover course={course} format="banner" />
      <header className="course__header">
        <p className="course__level">{levelNames[course.level]}</p>
        <PageHeading title={course.title}>{course.title}</PageHeading>
        <p className="course__summary">{course.summary}</p>
      </header>
      <aside className="course__aside" aria-label="Seats and facts">
        {course.status !== 'draft' && <Seats courseId={course.id} />}
        <CourseFacts course={course} />
      </aside>
      <div className="course__content">
        {course.description && (
          <section aria-labelledby="about">
            <h2 id="about" className="course__section">
              About this course
            </h2>
            <Markdown text={course.description} topHeading={3} />
          </section>
        )}
        <section aria-labelledby="lessons">
          <h2 id="lessons" className="course__section">
            Lessons
          </h2>
          <LessonList course={course} canRead={useCanRead(course)} />
        </section>
      </div>
    </article>
  );
}

/** Links back to the search that the user came from. */
function BackLink() {
  const state = useLocation().state as { catalog?: string } | null;
  return (
    <Link className="back-link" to={{ pathname: '/', search: state?.catalog ?? '' }}>
      <span aria-hidden="true">←</span> {state?.catalog ? 'Back to your search' : 'All courses'}
    </Link>
  );
}
