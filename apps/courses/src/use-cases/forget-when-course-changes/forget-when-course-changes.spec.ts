import { aCourse, anEvent } from '@courses/testing';
import { forgetWhenCourseChanges } from './forget-when-course-changes.consumer';

const answers = { changed: jest.fn(), clear: jest.fn() };
const subscriptions = forgetWhenCourseChanges(answers);
beforeEach(() => jest.clearAllMocks());

describe.each(subscriptions.map((subscription) => [subscription.event.type, subscription] as const))(
  'after %s',
  (_type, { broadcast, event, handle, onListening }) => {
    it('every replica forgets what shows an older version', async () => {
      const course = aCourse({ version: 7 });
      await handle(anEvent(event, course, course));
      expect(broadcast).toBe(true);
      expect(answers.changed).toHaveBeenCalledWith(course.id, 7);
    });

    it('everything is forgotten when events were perhaps missed', () => {
      onListening?.();
      expect(answers.clear).toHaveBeenCalledTimes(1);
    });
  },
);
