import type { Course, CourseFields } from '@courses/contracts';

/** The values of the form: the tags are one line of text. */
export interface DetailFields extends Omit<CourseFields, 'tags'> {
  tags: string;
}

export const detailsOf = ({ title, summary, description, level, tags, capacity }: Course): DetailFields => ({
  title,
  summary,
  description,
  level,
  tags: tags.join(', '),
  capacity,
});

export const tagsOf = (text: string): string[] =>
  [...new Set(text.split(/[\s,]+/).map((tag) => tag.toLowerCase()))].filter(Boolean);

export const toCourseFields = ({ tags, ...fields }: Partial<DetailFields>): Partial<CourseFields> => ({
  ...fields,
  ...(tags === undefined ? {} : { tags: tagsOf(tags) }),
});
