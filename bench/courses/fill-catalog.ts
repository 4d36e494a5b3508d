import { v7 as uuidv7 } from 'uuid';
import type { Service } from '../shared/service';

const words = ['knots', 'sails', 'winds', 'tides', 'charts', 'anchors', 'signals', 'hulls', 'masts', 'oars'];
const levels = ['beginner', 'intermediate', 'advanced'];
const batchSize = 2_000;

/**
 * Publishes one course over HTTP and copies its document until the catalog has `count` courses; returns the ids of the course, of the
 * oldest new copy, and of the newest copies, which are not cached.
 */
export async function fillCatalog(service: Service, count: number) {
  const documents = service.database.collection<{ _id: string }>('courses');
  const id = (await documents.findOne())?._id ?? (await publishOne(service));
  const first = await documents.findOne({ _id: id });
  let unread: string[] = [];
  let oldest = id;
  for (let from = await documents.countDocuments(); from < count; from += batchSize) {
    const copies = Array.from({ length: Math.min(batchSize, count - from) }, (_, i) => {
      const copyId = uuidv7();
      const word = words[(from + i) % words.length] as string;
      const title = `Course ${from + i} about ${word}`;
      return {
        ...first,
        _id: copyId,
        title,
        titleKey: `${title.toLowerCase()}\u0001${copyId}`,
        searchWords: title.toLowerCase().split(' '),
        tags: [word],
        level: levels[(from + i) % levels.length],
      };
    });
    await documents.insertMany(copies, { ordered: false });
    unread = copies.map(({ _id }) => _id);
    if (oldest === id) oldest = unread[0] ?? id;
  }
  return { id, oldest, unread };
}

async function publishOne({ url, issuer }: Service): Promise<string> {
  const admin = await issuer.user(['admin']);
  const call = async (method: string, path: string, body?: object, headers = {}) => {
    const response = await fetch(`${url}/v1/courses${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...admin.headers, ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string; lessons: { id: string }[] };
  };
  const course = {
    title: 'Knots and ropes',
    summary: 'Eight knots for life, and when to use which of them.',
    description: 'What every sailor knows, and most people never learn.',
    tags: ['knots'],
  };
  const lesson = { title: 'The bowline', durationMinutes: 10, content: 'Out of the hole, round the tree.' };
  const { id } = await call('POST', '', course);
  const { lessons } = await call('POST', `/${id}/lessons`, lesson, { 'if-match': '"1"' });
  // So that what everybody may read of a course has text.
  await call('PATCH', `/${id}`, { previewLessonId: lessons[0]?.id }, { 'if-match': '"2"' });
  await call('POST', `/${id}/publish`);
  return id;
}
