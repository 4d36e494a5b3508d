import type { BrowserContext, Page, Request } from 'playwright-core';
import { BrowserFixture } from './browser-fixture';
import { waitFor } from '@courses/testing';

const fixture = BrowserFixture.forThisFile();
const tabs = 8;

/** The event streams that are open. */
function streamsOf(context: BrowserContext): Set<Request> {
  const open = new Set<Request>();
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/live') open.add(request);
  });
  context.on('requestfailed', (request) => open.delete(request));
  context.on('requestfinished', (request) => open.delete(request));
  return open;
}

const show = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

const eventsOf = (page: Page, title: string) => page.getByText(title).first().waitFor();

it('opens one event stream for eight tabs of the page How it works, and none while all are hidden', async () => {
  const first = await fixture.open('/');
  const context = first.context();
  const open = streamsOf(context);
  const pages = [first, ...(await Promise.all(Array.from({ length: tabs - 1 }, () => context.newPage())))];
  for (const page of pages) {
    await page.goto('/how-it-works');
    await page.getByText('Every service').waitFor();
  }
  await waitFor('one stream', () => open.size === 1, 30_000);
  await fixture.publish('Heard by eight tabs');
  for (const page of pages) await eventsOf(page, 'Heard by eight tabs');
  expect(open.size).toBe(1);

  for (const page of pages.slice(0, -1)) await show(page, 'hidden');
  const last = pages.at(-1) as Page;
  await waitFor('the stream to move to the visible tab', () => open.size === 1, 30_000);
  await fixture.publish('Heard by the last one');
  await eventsOf(last, 'Heard by the last one');

  await show(last, 'hidden');
  await waitFor('no stream', () => open.size === 0, 30_000);
  await show(first, 'visible');
  await waitFor('a stream again', () => open.size === 1, 30_000);
  expect(fixture.consoleErrors).toEqual([]);
}, 240_000);
