import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readersOf } from './event-paths';

// A broadcast has a queue for each process, called after the event.
const isBroadcast = (queue = '') => /-v\d+$/.test(queue);

it('events travel as docs/events says, but for broadcasts', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/events/README.md'), 'utf8');
  const rows = [...page.matchAll(/^\| \[([\w.-]+)\]\([^|]*\|[^|]*\|[^|]*\|([^|]*)\|/gm)];
  const documented = rows.map(([, type, queues = '']) => [
    type,
    [...queues.matchAll(/`([^`]+)`/g)].map(([, name]) => name).filter((name) => !isBroadcast(name)),
  ]);
  expect(readersOf).toEqual(Object.fromEntries(documented));
});
