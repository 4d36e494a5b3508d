import type { Course, Enrollment, Lesson } from '@courses/contracts';
import { Link, useNavigate } from 'react-router';
import { useCompleteLesson } from '../api/my-enrollments';
import { Markdown } from '../ui/markdown/markdown';
import { SubmitButton } from '../ui/form/submit-button';
import { PageHeading } from '../ui/page-heading';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { date, duration } from '../ui/format';

interface Props {
  course: Course;
  enrollment: Enrollment;
  lesson: Lesson;
}

export function LessonReader({ course, enrollment, lesson }: Props) {
  const index = course.lessons.indexOf(lesson);
  return (
    <article className="reader">
      <p className="reader__where">
        Lesson {index + 1} of {course.lessons.length} · {duration(lesson.durationMinutes)}
      </p>
      <PageHeading title={lesson.title}>
        <bdi>{lesson.title}</bdi>
      </PageHeading>
      {lesson.content.trim() ? (
        <Markdown text={lesson.content} topHeading={2} />
      ) : (
        <p className="quiet">This lesson has no text.</p>
      )}
      <Forward course={course} enrollment={enrollment} lesson={lesson} />
    </article>
  );
}

function Forward({ course, enrollment, lesson }: Props) {
  const navigate = useNavigate();
  const complete = useCompleteLesson(enrollment.id);
  const done = enrollment.completedLessonIds;
  const next = course.lessons[course.lessons.indexOf(lesson) + 1];
  const to = (id: string) => `/courses/${course.id}/learn/${id}`;
  const tickOff = () => complete.mutate(lesson.id, { onSuccess: () => next && void navigate(to(next.id)) });
  const completed = course.lessons.every(({ id }) => done.includes(id));
  return (
    <div className="reader__end">
      {completed && <Completed enrollment={enrollment} />}
      {complete.error && <Alert>{errorMessage(complete.error)}</Alert>}
      {done.includes(lesson.id) ? (
        <p className="reader__done">You have completed this lesson.</p>
      ) : (
        <SubmitButton type="button" busy={complete.isPending} busyText="Saving…" onClick={tickOff}>
          {next ? 'Done, next lesson' : 'Done'}
        </SubmitButton>
      )}
      {done.includes(lesson.id) && next && (
        <Link className="button button--quiet" to={to(next.id)}>
          Next lesson
        </Link>
      )}
    </div>
  );
}

function Completed({ enrollment: { completedAt } }: { enrollment: Enrollment }) {
  return (
    <Alert tone="good" title="You have completed this course">
      {completedAt ? `Completed on ${date(completedAt)}. ` : ''}You can still read the lessons.{' '}
      <Link to="/my-courses">See all my courses</Link>
    </Alert>
  );
}
