import { course, page } from './data.mjs';

const courses = new Map([[course.id, course]]);

/** The responses of the service, kept in memory. */
const memory = { find: async (id) => courses.get(id), list: async () => page };

export const source = process.env.SOURCE === 'database' ? await database() : memory;

/** By the same driver, queries and projections as the service; the indexes are there, the service has created them. */
async function database() {
  const { default: mongoose } = await import('mongoose');
  await mongoose.connect(process.env.MONGODB_URI);
  const outbox = { outbox: 0, outboxAt: 0, outboxLease: 0 };
  const onlySearched = { searchWords: 0, titleWords: 0 };
  const unlisted = { description: 0, lessons: 0, previewLessonId: 0, creation: 0 };
  const notInSummary = { ...outbox, ...onlySearched, ...unlisted };
  const lesson = { _id: false, id: String, title: String, durationMinutes: Number, content: String };
  const texts = ['_id', 'instructorId', 'status', 'title', 'summary', 'description', 'level', 'titleKey']
    .concat(['previewLessonId', 'createdAt', 'updatedAt', 'publishedAt', 'archivedAt'])
    .map((name) => [name, String]);
  const numbers = ['version', 'capacity', 'lessonCount', 'totalMinutes'].map((name) => [name, Number]);
  const schema = new mongoose.Schema(
    {
      ...Object.fromEntries([...texts, ...numbers]),
      tags: [String],
      searchWords: [String],
      lessons: [lesson],
    },
    { collection: 'courses', versionKey: false, autoCreate: false, autoIndex: false, bufferCommands: false },
  );
  const Course = mongoose.model('Course', schema);
  const isPublic = ({ status }) => status === 'published' || status === 'archived';
  const outlineOf = ({ lessons, previewLessonId }) =>
    lessons.map(({ content, ...rest }) => (rest.id === previewLessonId ? { ...rest, content } : rest));
  return {
    async find(id) {
      const found = await Course.findOne({ _id: id }, { ...outbox, ...onlySearched }).lean();
      return found && isPublic(found) ? { ...found, id: found._id, lessons: outlineOf(found) } : undefined;
    },
    async list({ limit }) {
      const found = await Course.find({ status: 'published' }, notInSummary)
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean();
      const items = found.slice(0, limit).map((each) => ({ ...each, id: each._id }));
      const last = items.at(-1);
      if (found.length <= limit || !last) return { items };
      return { items, nextCursor: Buffer.from(JSON.stringify(['newest', last.id])).toString('base64url') };
    },
  };
}
