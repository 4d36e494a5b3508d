import type { Course, Enrollment, Lesson } from '@courses/contracts';
import { Link } from 'react-router';
import { Markdown } from '../ui/markdown/markdown';
import { PageHeading } from '../ui/page-heading';
import { duration } from '../ui/format';
import { LessonEnd } from './lesson-end';

interface Props {
  course: Course;
  enrollment: Enrollment | undefined;
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
      {enrollment ? (
        <LessonEnd course={course} enrollment={enrollment} lesson={lesson} />
      ) : (
        <NextLesson course={course} lesson={lesson} />
      )}
    </article>
  );
}

/** For those who read without a seat, so without progress. */
function NextLesson({ course, lesson }: { course: Course; lesson: Lesson }) {
  const next = course.lessons[course.lessons.indexOf(lesson) + 1];
  if (!next) return null;
  return (
    <div className="reader__end">
      <Link className="button button--quiet" to={`/courses/${course.id}/learn/${next.id}`}>
        Next lesson
      </Link>
    </div>
  );
}
