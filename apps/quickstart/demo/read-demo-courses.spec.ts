import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { courseStatus, coursesApi, lessonFields } from '@courses/contracts';
import instructors from './instructors.json';
import { parseDemoCourse, readDemoCourses } from './read-demo-courses';

const complete = [
  '---',
  'title: Tea: a short course',
  'summary: Leaves, water, time.',
  'level: beginner',
  'tags: tea, c++',
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

describe('a demo course', () => {
  it('is read from its front matter, its description and its lessons', () => {
    expect(parseDemoCourse(complete.join('\n'))).toEqual({
      instructorId: instructors['mei-tanaka'].id,
      title: 'Tea: a short course',
      summary: 'Leaves, water, time.',
      description: 'One paragraph.\n\nAnother one.',
      level: 'beginner',
      tags: ['tea', 'c++'],
      capacity: 8,
      status: 'published',
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

  it('is the same with the line ends of Windows', () => {
    expect(parseDemoCourse(complete.join('\r\n'))).toEqual(parseDemoCourse(complete.join('\n')));
  });

  it.each([
    ['backticks', ['```md', '## Not a lesson (3 min)', '```']],
    ['tildes', ['~~~', '## Not a lesson', '```', '## Nor this', '~~~']],
    ['a longer fence around a shorter one', ['````', '```', '## Not a lesson', '```', '````']],
    ['a fence in a list', ['- point', '', '  ```', '## Not a lesson', '  ```']],
  ])('takes a heading inside a code block for text (%s)', (_, block) => {
    const { lessons } = parseDemoCourse(replaced(17, ...block));
    expect(lessons.map(({ title }) => title)).toEqual(['Leaves (and stems)', 'Water']);
    expect(lessons[0]?.content).toContain(block.join('\n'));
  });

  it('finds the lesson after a line that only begins like a code block', () => {
    expect(parseDemoCourse(replaced(17, '```inline``` code')).lessons).toHaveLength(2);
  });

  it.each([
    [1, 'begins with front matter', replaced(1, '')],
    [1, 'not closed', replaced(9, '')],
    [3, 'Not of the form "key: value"', replaced(3, 'summary')],
    [3, 'Not of the form "key: value"', replaced(3, 'summary:')],
    [3, 'Unknown key sumary', replaced(3, 'sumary: Leaves')],
    [3, 'The key title is there twice', replaced(3, 'title: Coffee')],
    [8, 'lacks summary', replaced(3)],
    [2, 'title: ', replaced(2, `title: ${'t'.repeat(201)}`)],
    [4, 'level: ', replaced(4, 'level: expert')],
    [5, 'tags: ', replaced(5, 'tags: Green Tea')],
    [5, 'tags: ', replaced(5, 'tags: tea,')],
    [6, 'capacity: ', replaced(6, 'capacity: eight')],
    [6, 'capacity: ', replaced(6, 'capacity: 0')],
    [7, 'Invalid option', replaced(7, 'status: open')],
    [8, 'Unknown instructor nobody', replaced(8, 'instructor: nobody')],
    [10, 'description: ', replaced(11, 'd'.repeat(65_537))],
    [15, 'A lesson heads as "## Title (12 min)"', replaced(15, '## Leaves')],
    [15, 'durationMinutes: ', replaced(15, '## Leaves (0 min)')],
    [23, 'The lesson is empty', replaced(25)],
    [17, 'The code block is not closed', replaced(17, '```')],
    [14, 'at least one lesson', complete.slice(0, 14).join('\n')],
  ])('names line %i and the reason: %s', (line, reason, markdown) => {
    expect(() => parseDemoCourse(markdown)).toThrow(
      expect.objectContaining({
        line,
        reason: expect.stringContaining(reason),
        message: expect.stringContaining(`Line ${line}: `),
      }) as Error,
    );
  });
});

describe('a folder of demo courses', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'demo-courses-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read in the order of the file names, Markdown files only', () => {
    writeFileSync(join(folder, 'b.md'), complete.join('\n'));
    writeFileSync(join(folder, 'a.md'), replaced(2, 'title: Coffee'));
    writeFileSync(join(folder, 'notes.txt'), 'not a course');
    expect(readDemoCourses(folder).map(({ title }) => title)).toEqual(['Coffee', 'Tea: a short course']);
  });

  it('names the file and the line of what is malformed', () => {
    writeFileSync(join(folder, 'tea.md'), replaced(6, 'capacity: many'));
    expect(() => readDemoCourses(folder)).toThrow(`${join(folder, 'tea.md')}:6: capacity: `);
  });
});

describe('the shipped demo courses', () => {
  const courses = readDemoCourses(join(__dirname, 'courses'));
  const withStatus = (status: string) => courses.filter((course) => course.status === status);

  it('are 25: 21 published, 2 drafts, 2 archived', () => {
    expect(courses).toHaveLength(25);
    expect(withStatus('published')).toHaveLength(21);
    expect(withStatus('draft')).toHaveLength(2);
    expect(withStatus('archived')).toHaveLength(2);
  });

  it('have unique titles', () => {
    expect(new Set(courses.map(({ title }) => title.toLowerCase())).size).toBe(courses.length);
  });

  it('give each of the six instructors something to teach', () => {
    const ids = Object.values(instructors).map(({ id }) => id);
    expect(ids).toHaveLength(6);
    expect(new Set(courses.map(({ instructorId }) => instructorId))).toEqual(new Set(ids));
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each(courses.map((course) => [course.title, course] as const))(
    'keep to the contract and have 4 to 8 lessons: %s',
    (_, { status, lessons, ...fields }) => {
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
