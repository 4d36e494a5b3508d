import type { Course, CourseFields } from '@courses/contracts';

/** The values of the form: the tags are one line of text. */
export interface DetailFields extends Omit<CourseFields, 'tags'> {
  tags: string;
}

/** In the order of the form. */
export const detailsOf = ({ title, summary, level, capacity, tags, description }: Course): DetailFields => ({
  title,
  summary,
  level,
  capacity,
  tags: tags.join(', '),
  description,
});

export const tagsOf = (text: string): string[] =>
  [...new Set(text.split(/[\s,]+/).map((tag) => tag.toLowerCase()))].filter(Boolean);

export const toCourseFields = ({ tags, ...fields }: Partial<DetailFields>): Partial<CourseFields> => ({
  ...fields,
  ...(tags === undefined ? {} : { tags: tagsOf(tags) }),
});
