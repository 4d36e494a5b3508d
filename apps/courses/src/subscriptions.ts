import type { AnswerCache } from '@courses/http-kit';
import type { Subscription } from '@courses/messaging';
import { forgetWhenCourseChanges } from './use-cases/forget-when-course-changes/forget-when-course-changes.consumer';

export const subscriptions = (answers: AnswerCache): Subscription[] => [...forgetWhenCourseChanges(answers)];
