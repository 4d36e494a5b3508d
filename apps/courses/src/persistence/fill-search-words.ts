import { runOperation } from '@courses/mongo';
import type { Course } from '@courses/contracts';
import type { Model } from 'mongoose';
import { isPublicStatus } from '../domain/visibility';
import { courseWordsOf, searchWordsOf } from '../domain/search-words';
import type { CourseDocument } from './course-document';
import type { Vocabulary } from './vocabulary';

const batchSize = 100;

/**
 * Gives search words to the courses that were stored before there were any; one that is changed meanwhile gets them by the
 * change. Several processes may do it at once, and whatever is left when one stops is done at the next start.
 */
export async function fillSearchWords(model: Model<CourseDocument>, vocabulary: Vocabulary): Promise<void> {
  for (;;) {
    const courses = await runOperation(() =>
      model
        .find(
          { searchWords: { $exists: false } },
          { status: 1, title: 1, tags: 1, summary: 1, 'lessons.title': 1 },
        )
        .limit(batchSize)
        .lean<(Course & { _id: string })[]>(),
    );
    for (const course of courses) {
      if (isPublicStatus(course.status)) await vocabulary.add(courseWordsOf(course));
      const update = { $set: { searchWords: searchWordsOf(course) }, $unset: { titleWords: '' } };
      const unfilled = { _id: course._id, searchWords: { $exists: false } };
      await runOperation(() => model.collection.updateOne(unfilled as never, update as never));
    }
    if (courses.length < batchSize) return;
  }
}
