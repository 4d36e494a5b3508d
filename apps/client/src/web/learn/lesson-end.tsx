import type { Course, Enrollment, Lesson } from '@courses/contracts';
import { Link, useNavigate } from 'react-router';
import { useMarkLesson } from '../api/my-enrollments';
import { Alert } from '../ui/feedback/alert';
import { errorMessage } from '../ui/feedback/error-message';
import { SubmitButton } from '../ui/form/submit-button';
import { recentDate } from '../ui/format';
import { useFocusOnChange } from '../ui/use-focus-on-change';

interface Props {
  course: Course;
  enrollment: Enrollment;
  lesson: Lesson;
}

/** Marks the lesson as done, or as not done again, and leads on. */
export function LessonEnd({ course, enrollment, lesson }: Props) {
  const navigate = useNavigate();
  const complete = useMarkLesson(enrollment.id, 'done');
  const undo = useMarkLesson(enrollment.id, 'not done');
  const done = enrollment.completedLessonIds;
  const isDone = done.includes(lesson.id);
  const box = useFocusOnChange(isDone);
  const next = course.lessons[course.lessons.indexOf(lesson) + 1];
  const to = (id: string) => `/courses/${course.id}/learn/${id}`;
  const tickOff = () => complete.mutate(lesson.id, { onSuccess: () => next && void navigate(to(next.id)) });
  const error = complete.error ?? undo.error;
  return (
    <div ref={box} className="reader__end">
      {course.lessons.every(({ id }) => done.includes(id)) && <Completed enrollment={enrollment} />}
      {error && <Alert>{errorMessage(error)}</Alert>}
      {isDone ? (
        <>
          {next && (
            <Link className="button" to={to(next.id)}>
              Next lesson
            </Link>
          )}
          <p className="reader__done">You have completed this lesson.</p>
          <SubmitButton
            type="button"
            className="text-button"
            busy={undo.isPending}
            busyText="Saving…"
            onClick={() => undo.mutate(lesson.id)}
          >
            Mark as not done
          </SubmitButton>
        </>
      ) : (
        <>
          <SubmitButton type="button" busy={complete.isPending} busyText="Saving…" onClick={tickOff}>
            {next ? 'Mark as done and continue' : 'Mark as done'}
          </SubmitButton>
          {enrollment.completedAt && (
            <p className="reader__done">
              You completed this course on {recentDate(enrollment.completedAt)}; it stays completed.
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Completed({ enrollment: { completedAt, certificateId } }: { enrollment: Enrollment }) {
  return (
    <Alert tone="good" title="You have completed this course">
      {completedAt ? `Completed on ${recentDate(completedAt)}. ` : ''}You can still read the lessons.{' '}
      {certificateId && (
        <>
          <Link to={`/certificates/${certificateId}`}>Certificate of completion</Link> ·{' '}
        </>
      )}
      <Link to="/my-courses">See all my courses</Link>
    </Alert>
  );
}
