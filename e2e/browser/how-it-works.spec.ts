import type { Page } from 'playwright-core';
import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const queue = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Queues' }).getByRole('listitem').filter({ hasText: name });

it('plays the scene for somebody who is signed out, and an event of it is still open after a reload', async () => {
  const page = await fixture.open('/how-it-works', undefined, { viewport: { width: 390, height: 844 } });
  await button(page, 'Play the scene').click();
  const player = page.getByRole('region', { name: /Watch it happen/ });
  const events = player.getByRole('list', { name: 'Events of this step' });
  for (const step of ['publishes', 'takes a seat', 'the last seat', 'waits', 'moves up', 'archives']) {
    await player.getByText(step).first().waitFor();
    await events.getByRole('link').first().waitFor();
    await button(page, 'Next step').click();
  }
  await button(page, 'Play it again').waitFor();

  await page.getByRole('button', { name: /^course\.published\.v1 A scene/ }).click();
  const way = page.getByRole('list', { name: 'The way of the event' });
  await way
    .getByText(/Handled in/)
    .first()
    .waitFor();
  await page.reload();
  await way
    .getByText(/Handled in/)
    .first()
    .waitFor();
  await page.getByText('What it carries').click();
  await page.getByText(/"content": "\(hidden: \d+ characters\)"/).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(fixture.consoleErrors).toEqual([]);
});

it('keeps what a paused consumer and a stopped service miss, and delivers it when they are back', async () => {
  const page = await fixture.open('/how-it-works');
  await button(page, 'Pause enrollments.open-roster').click();
  await button(page, 'Resume enrollments.open-roster').waitFor();
  await fixture.publish('Waits for a consumer');
  await queue(page, 'open-roster').getByText('1 waiting').waitFor();
  await button(page, 'Resume enrollments.open-roster').click();
  await queue(page, 'open-roster').getByText('0 waiting').waitFor();

  await button(page, 'Stop enrollments').click();
  await page.getByText(/^Not ready: enrollments\./).waitFor();
  await button(page, 'Start enrollments').waitFor();
  const courseId = await fixture.publish('Waits for a service');
  await queue(page, 'open-roster').getByText('1 waiting').waitFor();
  const answer = await page.request.get(`/api/v1/rosters/${courseId}`);
  expect([answer.status(), ((await answer.json()) as { code: string }).code]).toEqual([
    502,
    'upstream-unavailable',
  ]);
  await button(page, 'Start enrollments').click();
  await page.getByText('Every service is ready.').waitFor();
  await queue(page, 'open-roster').getByText('0 waiting').waitFor();
  await page.getByText(/put into queues.* handled.*Nothing is lost\.$/).waitFor();
  expect(fixture.consoleErrors).toEqual([]);
});
