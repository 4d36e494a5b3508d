import type { Course, Enrollment, Lesson } from '@courses/contracts';
import { Markdown } from '../ui/markdown/markdown';
import { PageHeading } from '../ui/page-heading';
import { duration } from '../ui/format';
import { LessonEnd } from './lesson-end';

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
      <LessonEnd course={course} enrollment={enrollment} lesson={lesson} />
    </article>
  );
}
