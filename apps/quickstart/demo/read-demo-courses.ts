import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  courseStatus,
  coursesApi,
  lessonFields,
  type CourseFields,
  type CourseStatus,
  type LessonFields,
} from '@courses/contracts';
import instructors from './instructors.json';

export interface DemoCourse extends CourseFields {
  instructorId?: string | undefined;
  status: CourseStatus;
  lessons: LessonFields[];
}

/** What is wrong with a demo course, and on which line (counted from 1). */
export class DemoCourseError extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`Line ${line}: ${reason}`);
    this.name = 'DemoCourseError';
  }
}

interface Located<Value> {
  value: Value;
  line: number;
}

const keys = ['title', 'summary', 'level', 'tags', 'capacity', 'status', 'instructor'] as const;
type Key = (typeof keys)[number];
type FrontMatter = Record<Key, Located<string>>;

/**
 * Every Markdown file of a folder as a course, in the order of the file names.
 * A malformed file throws an error whose message begins with `<path>:<line>`.
 */
export function readDemoCourses(folder: string): DemoCourse[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort();
  return files.map((name) => {
    const path = join(folder, name);
    try {
      return parseDemoCourse(readFileSync(path, 'utf8'));
    } catch (error) {
      if (!(error instanceof DemoCourseError)) throw error;
      throw new Error(`${path}:${error.line}: ${error.reason}`, { cause: error });
    }
  });
}

/**
 * A course from its Markdown: front matter, the description, then lessons as `## Title (12 min)`.
 * Throws a DemoCourseError for what is malformed or breaks a limit of the contract.
 */
export function parseDemoCourse(markdown: string): DemoCourse {
  const lines = markdown.split(/\r?\n/);
  const { frontMatter, end } = readFrontMatter(lines);
  const { description, lessons } = readBody(lines, end);
  const fields = {
    instructorId: instructorId(frontMatter.instructor),
    title: frontMatter.title.value,
    summary: frontMatter.summary.value,
    description,
    level: frontMatter.level.value,
    tags: frontMatter.tags.value.split(',').map((tag) => tag.trim()),
    capacity: Number(frontMatter.capacity.value),
  };
  if (lessons.length === 0) throw new DemoCourseError(lines.length, 'A course needs at least one lesson');
  return {
    ...valid(coursesApi.createCourse.body, fields, (field) => frontMatter[field as Key]?.line ?? end + 1),
    status: valid(courseStatus, frontMatter.status.value, () => frontMatter.status.line),
    lessons: lessons.map(({ value, line }) => valid(lessonFields, value, () => line)),
  };
}

function readFrontMatter(lines: string[]): { frontMatter: FrontMatter; end: number } {
  if (lines[0] !== '---')
    throw new DemoCourseError(1, 'A course begins with front matter between two lines of ---');
  const end = lines.indexOf('---', 1);
  if (end < 0) throw new DemoCourseError(1, 'The front matter is not closed by a line of ---');
  const found: Partial<FrontMatter> = {};
  lines.slice(1, end).forEach((text, index) => {
    const line = index + 2;
    const [, key, value] = /^([a-z]+):\s*(.*?)\s*$/.exec(text) ?? [];
    if (key === undefined || !value) throw new DemoCourseError(line, `Not of the form "key: value": ${text}`);
    if (!isKey(key)) throw new DemoCourseError(line, `Unknown key ${key}; there are ${keys.join(', ')}`);
    if (found[key]) throw new DemoCourseError(line, `The key ${key} is there twice`);
    found[key] = { value, line };
  });
  const missing = keys.filter((key) => !found[key]);
  if (missing.length > 0) throw new DemoCourseError(end + 1, `The front matter lacks ${missing.join(', ')}`);
  return { frontMatter: found as FrontMatter, end: end + 1 };
}

const isKey = (key: string): key is Key => (keys as readonly string[]).includes(key);

function instructorId({ value, line }: Located<string>): string {
  const found = Object.entries(instructors).find(([slug]) => slug === value);
  if (found) return found[1].id;
  const known = Object.keys(instructors).join(', ');
  throw new DemoCourseError(line, `Unknown instructor ${value}; instructors.json has ${known}`);
}

function readBody(lines: string[], start: number) {
  const headings = findHeadings(lines, start);
  const textBetween = (from: number, to = lines.length) => lines.slice(from, to).join('\n').trim();
  const lessons = headings.map(({ value, line }, index): Located<LessonFields> => {
    const [, title, minutes] = /^##\s+(.+?)\s+\((\d+) min\)\s*$/.exec(value) ?? [];
    if (!title) throw new DemoCourseError(line, `A lesson heads as "## Title (12 min)": ${value}`);
    const next = headings[index + 1];
    const content = textBetween(line, next && next.line - 1);
    if (!content) throw new DemoCourseError(line, 'The lesson is empty');
    return { value: { title, durationMinutes: Number(minutes), content }, line };
  });
  return { description: textBetween(start, headings[0] && headings[0].line - 1), lessons };
}

/** The headings of lessons; what stands in a fenced code block is no heading. */
function findHeadings(lines: string[], start: number): Located<string>[] {
  const headings: Located<string>[] = [];
  let fence: Located<string> | undefined;
  lines.slice(start).forEach((value, index) => {
    const line = start + index + 1;
    const [, marks, info] = /^\s*(`{3,}|~{3,})(.*)$/.exec(value) ?? [];
    if (fence) {
      if (marks?.startsWith(fence.value) && !info?.trim()) fence = undefined;
    } else if (marks && !(marks.startsWith('`') && info?.includes('`'))) fence = { value: marks, line };
    else if (/^##\s/.test(value)) headings.push({ value, line });
  });
  if (fence) throw new DemoCourseError(fence.line, 'The code block is not closed');
  return headings;
}

interface Schema<Output> {
  safeParse(value: unknown): { success: true; data: Output } | { success: false; error: Refusal };
}

interface Refusal {
  issues: { path: PropertyKey[]; message: string }[];
}

function valid<Output>(schema: Schema<Output>, value: unknown, lineOf: (field: string) => number): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path = [], message = '' } = result.error.issues[0] ?? {};
  const field = String(path[0] ?? '');
  throw new DemoCourseError(lineOf(field), field ? `${field}: ${message}` : message);
}
