// Made from the OpenAPI documents of the services by `npx nx run client:record`; do not edit.
export const courseLimits = {
  titleLength: 200,
  summaryLength: 500,
  descriptionBytes: 65536,
  tags: 20,
  tagLength: 40,
  capacity: 5000,
  lessons: 500,
  lessonTitleLength: 200,
  lessonMinutes: 1440,
  lessonContentBytes: 65536,
} as const;
export const accountLimits = { emailLength: 254, displayNameLength: 100, passwordMaxLength: 128 } as const;
