import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { courseStatus, coursesApi, lessonFields } from '@courses/contracts';
import instructors from './instructors.json';
import { parseDemoCourse, readDemoCourses } from './read-demo-courses';

const complete = [
  '---',
  'title: Tea, a short course',
  'summary: Leaves, water, time.',
  'level: beginner',
  'tags: [tea, c++]',
  'capacity: 8',
  'status: published',
  'instructor: mei-tanaka',
  '---',
  '',
  'One paragraph.',
  '',
  'Another one.',
  '',
  '## Leaves (and stems) (7 min)',
  '',
  'Green or black.',
  '',
  '### Storage',
  '',
  'In the dark.',
  '',
  '## Water (12 min)',
  '',
  'At 80 °C.',
  '',
];

const replaced = (line: number, ...text: string[]) => complete.toSpliced(line - 1, 1, ...text).join('\n');

describe('parseDemoCourse', () => {
  it('reads front matter, description and lessons', () => {
    expect(parseDemoCourse(complete.join('\n'))).toEqual({
      instructorId: instructors['mei-tanaka'].id,
      title: 'Tea, a short course',
      summary: 'Leaves, water, time.',
      description: 'One paragraph.\n\nAnother one.',
      level: 'beginner',
      tags: ['tea', 'c++'],
      capacity: 8,
      status: 'published',
      daysAgo: 0,
      students: 0,
      lessons: [
        {
          title: 'Leaves (and stems)',
          durationMinutes: 7,
          content: 'Green or black.\n\n### Storage\n\nIn the dark.',
        },
        { title: 'Water', durationMinutes: 12, content: 'At 80 °C.' },
      ],
    });
  });

  it('accepts the line endings of Windows', () => {
    expect(parseDemoCourse(complete.join('\r\n'))).toEqual(parseDemoCourse(complete.join('\n')));
  });

  it.each([
    ['Invalid input', replaced(1, '')],
    ['Invalid input', replaced(9, '')],
    ['at line 2, column 1', replaced(3, 'summary')],
    ['at summary', replaced(3, 'summary:')],
    ['Unrecognized key: "sumary"', replaced(3, 'summary: Leaves', 'sumary: Leaves')],
    ['Map keys must be unique', replaced(3, 'title: Coffee')],
    ['at summary', replaced(3)],
    ['at title', replaced(2, `title: ${'t'.repeat(201)}`)],
    ['at level', replaced(4, 'level: expert')],
    ['at tags', replaced(5, 'tags: [Green Tea]')],
    ['at tags', replaced(5, 'tags: tea')],
    ['at capacity', replaced(6, 'capacity: eight')],
    ['at capacity', replaced(6, 'capacity: 0')],
    ['at status', replaced(7, 'status: open')],
    ['at daysAgo', replaced(7, 'status: published', 'daysAgo: -1')],
    ['at students', replaced(7, 'status: published', 'students: 15')],
    ['at instructor', replaced(8, 'instructor: nobody')],
    ['at description', replaced(11, 'd'.repeat(65_537))],
    ['at lessons[0].durationMinutes', replaced(15, '## Leaves (0 min)')],
    ['at lessons[1].content', replaced(25)],
    ['at lessons', complete.slice(0, 14).join('\n')],
  ])('names what is invalid: %s', (reason, markdown) => {
    expect(() => parseDemoCourse(markdown)).toThrow(reason);
  });
});

describe('readDemoCourses', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'demo-courses-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads the Markdown files of a folder in the order of their names', () => {
    writeFileSync(join(folder, 'b.md'), complete.join('\n'));
    writeFileSync(join(folder, 'a.md'), replaced(2, 'title: Coffee'));
    writeFileSync(join(folder, 'notes.txt'), 'not a course');
    expect(readDemoCourses(folder).map(({ title }) => title)).toEqual(['Coffee', 'Tea, a short course']);
  });

  it('names the file of an invalid course', () => {
    writeFileSync(join(folder, 'tea.md'), replaced(6, 'capacity: many'));
    expect(() => readDemoCourses(folder)).toThrow(`${join(folder, 'tea.md')}: `);
  });
});

describe('the demo catalog', () => {
  const courses = readDemoCourses(join(__dirname, 'courses'));
  const withStatus = (status: string) => courses.filter((course) => course.status === status);

  it('has 21 published courses, 2 drafts and 2 archived ones', () => {
    expect(courses).toHaveLength(25);
    expect(withStatus('published')).toHaveLength(21);
    expect(withStatus('draft')).toHaveLength(2);
    expect(withStatus('archived')).toHaveLength(2);
  });

  it('has unique titles', () => {
    expect(new Set(courses.map(({ title }) => title.toLowerCase())).size).toBe(courses.length);
  });

  it('has courses that were published at different times, and one that is full with a waiting list', () => {
    const published = withStatus('published');
    expect(new Set(published.map(({ daysAgo }) => daysAgo)).size).toBe(published.length);
    expect(published.filter(({ capacity, students }) => students > capacity)).toHaveLength(1);
  });

  it('has a course of each of the six instructors', () => {
    const ids = Object.values(instructors).map(({ id }) => id);
    expect(ids).toHaveLength(6);
    expect(new Set(courses.map(({ instructorId }) => instructorId))).toEqual(new Set(ids));
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each(courses.map((course) => [course.title, course] as const))(
    'has valid courses with 4 to 8 lessons: %s',
    (_, { status, lessons, daysAgo: _days, students: _students, ...fields }) => {
      expect(coursesApi.createCourse.body.parse(fields)).toEqual(fields);
      expect(courseStatus.parse(status)).toBe(status);
      expect(fields.summary).not.toBe('');
      expect(fields.description).not.toBe('');
      expect(lessons.length).toBeGreaterThanOrEqual(4);
      expect(lessons.length).toBeLessThanOrEqual(8);
      for (const lesson of lessons) expect(lessonFields.parse(lesson)).toEqual(lesson);
    },
  );
});
