/** The limits that schemas, domain and forms share. No zod here: the page imports this file alone, as `@courses/contracts/limits`. */

/** Characters. */
export const accountLimits = {
  emailLength: 254,
  displayNameLength: 100,
  passwordMinLength: 10,
  passwordMaxLength: 128,
} as const;

/** Characters, bytes of UTF-8, numbers and minutes, as the names say. */
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

/** Characters. */
export const rosterLimits = {
  removalNoteLength: 500,
} as const;

/** In UTF-8, in Node and in browsers. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
