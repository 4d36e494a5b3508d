import { z } from 'zod';
import { event } from '../src/events/event';
import { asyncApiDocument, describeEvent } from './async-api';
import { eventsPage } from './page';

const settled = event({
  type: 'thing.moved.v1',
  source: 'things',
  summary: 'A thing moved.',
  data: z.strictObject({ id: z.uuid() }),
});
const described = (draft?: true) => [
  describeEvent({ ...settled, ...(draft && { draft }) }, { publishers: [], queues: [] }),
];

it('calls an event a draft on the page and in the AsyncAPI document', () => {
  const page = eventsPage(described(true));
  expect(page).toContain('[thing.moved.v1](#thingmovedv1) (draft) |');
  expect(page).toContain('A thing moved.\n\n**Draft:** its shape may still change.\n');
  expect(asyncApiDocument(described(true)).components.messages['thing.moved.v1']).toMatchObject({
    summary: '[Draft] A thing moved.',
    'x-stability-level': 'draft',
  });
});

it('says nothing of drafts about a settled event', () => {
  expect(eventsPage(described())).not.toMatch(/draft/i);
  expect(JSON.stringify(asyncApiDocument(described()))).not.toMatch(/draft"|\[Draft\]/);
});
