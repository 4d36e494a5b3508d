import { courseArchived, courseChanged, coursePublished } from '@courses/contracts';
import { acked, subscription } from '@courses/messaging';

/** What keeps answers, so that the same need not be read again. */
interface Kept {
  changed(courseId: string, version: number): void;
  clear(): void;
}

/** Each replica hears what the others, and itself, have changed. */
export const forgetWhenCourseChanges = (answers: Kept) =>
  [coursePublished, courseChanged, courseArchived].map((event) =>
    subscription({
      queue: `courses.forget-${event.type.replaceAll('.', '-')}`,
      event,
      broadcast: true,
      onListening: () => answers.clear(),
      handle: ({ subject, aggregateVersion }) => {
        answers.changed(subject, aggregateVersion);
        return Promise.resolve(acked);
      },
    }),
  );
