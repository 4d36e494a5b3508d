import { roster } from '../roster';
import { event } from './event';

export const rosterOpened = event({
  type: 'roster.opened.v1',
  source: 'enrollments',
  summary: 'A published course takes enrollments from now on; the data is its empty roster.',
  data: roster,
});

export const rosterChanged = event({
  type: 'roster.changed.v1',
  source: 'enrollments',
  summary:
    'A course changed the title, the capacity or the status of its roster; the data is its state after it.',
  data: roster,
});
