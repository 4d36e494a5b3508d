import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { courseFields, courseStatus, lessonFields } from '@courses/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import instructors from './instructors.json';
import students from './students.json';

const demoCourse = courseFields
  .extend({
    status: courseStatus,
    /** When it was published, or created as a draft. */
    daysAgo: z.int().min(0).default(0),
    /** How many of the demo students enroll; those beyond the capacity wait. */
    students: z.int().min(0).max(Object.keys(students).length).default(0),
    instructor: z.enum(Object.keys(instructors) as (keyof typeof instructors)[]),
    lessons: z.array(lessonFields.extend({ content: lessonFields.shape.content.min(1) })).min(1),
  })
  .transform(({ instructor, ...course }) => ({ ...course, instructorId: instructors[instructor].id }));

export type DemoCourse = z.output<typeof demoCourse>;

/** Every Markdown file of a folder as a course, in the order of the file names. */
export const readDemoCourses = (folder: string): DemoCourse[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      try {
        return parseDemoCourse(readFileSync(path, 'utf8'));
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
      }
    });

/** Rejects a heading without minutes, and a code block that is not closed or that contains the heading of a lesson. */
function assertHeadings(text: string): void {
  if ((text.match(/^(```|~~~)/gm) ?? []).length % 2 === 1)
    throw new Error('A code block is not closed, or contains the heading of a lesson.');
  const [heading] = /^## .*/m.exec(text.replaceAll(/^(```|~~~).*?^\1/gms, '')) ?? [];
  if (heading) throw new Error(`Write the heading of a lesson as "${heading} (12 min)".`);
}

/** A course from its Markdown: YAML front matter, the description, then lessons as `## Title (12 min)`. */
export function parseDemoCourse(markdown: string): DemoCourse {
  const text = markdown.replaceAll('\r\n', '\n');
  const [, frontMatter = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? [];
  const [description, ...parts] = body.split(/^## (.+) \((\d+) min\)$/m).map((part) => part.trim());
  for (const part of [description, ...parts]) assertHeadings(part ?? '');
  const lessons = Array.from({ length: parts.length / 3 }, (_, index) => {
    const [title, minutes, content] = parts.slice(index * 3);
    return { title, durationMinutes: Number(minutes), content };
  });
  const { success, data, error } = demoCourse.safeParse({ ...parse(frontMatter), description, lessons });
  if (success) return data;
  throw new Error(z.prettifyError(error));
}
