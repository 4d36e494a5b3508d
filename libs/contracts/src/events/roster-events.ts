import { roster } from '../roster';
import { event } from './event';

export const rosterOpened = event({
  type: 'roster.opened.v1',
  source: 'enrollments',
  summary: 'A published course takes enrollments from now on; the data is its empty roster.',
  data: roster,
});
