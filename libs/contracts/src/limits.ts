/** Plain numbers without zod, so that a web page can import them from `@courses/contracts/limits`. */

/** The limits of a course, in one place for HTTP, events, domain and forms: characters, bytes of UTF-8, numbers, minutes. */
export const courseLimits = {
  titleLength: 200,
  summaryLength: 500,
  descriptionBytes: 65_536,
  tags: 20,
  tagLength: 40,
  capacity: 5_000,
  lessons: 500,
  lessonTitleLength: 200,
  lessonMinutes: 1_440,
  lessonContentBytes: 65_536,
} as const;

/** The limits of an account. Passwords are counted in characters. */
export const accountLimits = {
  emailLength: 254,
  displayNameLength: 100,
  passwordMaxLength: 128,
} as const;

/** Bytes of a text in UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
