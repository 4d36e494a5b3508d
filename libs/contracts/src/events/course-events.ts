import { course } from '../course';
import { event } from './event';

export const coursePublished = event({
  type: 'course.published.v1',
  source: 'courses',
  summary: 'A course became visible and takes enrollments.',
  data: course,
});

export const courseChanged = event({
  type: 'course.changed.v1',
  source: 'courses',
  summary: 'A published course was changed; the data is its whole state after the change.',
  data: course,
});

export const courseArchived = event({
  type: 'course.archived.v1',
  source: 'courses',
  summary: 'A course was taken out of the catalog for good.',
  data: course,
});
