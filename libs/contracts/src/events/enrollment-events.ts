import { z } from 'zod';
import { enrollment } from '../roster';
import { event } from './event';

export const enrollmentConfirmed = event({
  type: 'enrollment.confirmed.v1',
  summary: 'A student has a seat in a course.',
  data: z.strictObject({ ...enrollment.shape, courseTitle: z.string() }),
});
