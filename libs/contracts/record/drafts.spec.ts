import { z } from 'zod';
import { event } from '../src/events/event';
import { asyncApiDocument, describeEvent } from './async-api';
import { eventsPage } from './events-page';

const settled = event({
  type: 'thing.moved.v1',
  source: 'things',
  summary: 'A thing moved.',
  data: z.strictObject({ id: z.uuid() }),
});
const describedEvent = (draft?: true) => [
  describeEvent(
    { ...settled, ...(draft && { draft }) },
    { producers: [], queues: [], producerFiles: [], consumerFiles: {} },
  ),
];

it('marks a draft event on the page and in the AsyncAPI document', () => {
  const page = eventsPage(describedEvent(true));
  expect(page).toContain('[thing.moved.v1](#thingmovedv1) (draft) |');
  expect(page).toContain('A thing moved.\n\n**Draft:** its shape may still change.\n');
  expect(asyncApiDocument(describedEvent(true)).components.messages['thing.moved.v1']).toMatchObject({
    summary: '[Draft] A thing moved.',
    'x-stability-level': 'draft',
  });
});

it('does not mark a stable event as a draft', () => {
  expect(eventsPage(describedEvent())).not.toMatch(/draft/i);
  expect(JSON.stringify(asyncApiDocument(describedEvent()))).not.toMatch(/draft"|\[Draft\]/);
});
