import type { Page } from 'playwright-core';
import { BrowserFixture, sameOrigin, seriousViolations } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

/** Creates a draft with one lesson, as the user of the page; returns its id. */
async function createDraft(page: Page, title: string): Promise<string> {
  const post = async (path: string, data: object, headers = {}) => {
    const answer = await page.request.post(path, { data, headers: { ...sameOrigin, ...headers } });
    if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
    return answer;
  };
  const draft = await post('/api/v1/courses', {
    title,
    summary: 'Followed through the system.',
    capacity: 12,
  });
  const { id } = (await draft.json()) as { id: string };
  const lesson = { title: 'The only lesson', durationMinutes: 5, content: 'Nothing to learn here.' };
  await post(`/api/v1/courses/${id}/lessons`, lesson, { 'if-match': draft.headers().etag ?? '' });
  return id;
}

it.each([
  { width: 390, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const)('leads from the event of a published course to its trace at $width pixels', async (device) => {
  const { colorScheme, width } = device;
  const title = `Traced at ${width}`;
  const page = await fixture.open('/how-it-works', 'instructor', {
    colorScheme,
    viewport: { width, height: 800 },
  });
  await page.getByText('Every service').waitFor();
  const editor = await page.context().newPage();
  await editor.goto(`/teach/courses/${await createDraft(page, title)}`);
  await editor.getByRole('button', { name: 'Publish' }).click();
  await editor.getByText('Published').waitFor();
  await page.bringToFront();
  await page.getByRole('link', { name: `Trace of course.published.v1 ${title}` }).click();

  const spans = page.getByRole('list', { name: 'Spans' });
  for (const crossing of ['client → courses', 'courses → RabbitMQ → enrollments']) {
    await spans.getByText(crossing, { exact: true }).first().waitFor();
  }
  const consumer = spans.getByRole('button', { name: /enrollments.*process enrollments\.open-roster/ });
  await consumer.focus();
  await page.keyboard.press('Enter');
  await spans.getByText('enrollments.open-roster', { exact: true }).first().waitFor();

  await page.reload();
  await spans.getByRole('button', { expanded: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await seriousViolations(page)).toEqual([]);
  expect(fixture.consoleErrors).toEqual([]);
});
