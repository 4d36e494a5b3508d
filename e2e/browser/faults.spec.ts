import type { Page } from 'playwright-core';
import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

const editorOf = async (title: string): Promise<Page> => {
  const courseId = await fixture.publish(title);
  const page = await fixture.open(`/teach/courses/${courseId}`, 'instructor');
  await page.getByLabel('Summary').waitFor();
  return page;
};
const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
const summary = (page: Page) => page.getByLabel('Summary').inputValue();

describe('a service failure', () => {
  it.each([
    ['is unavailable', { status: 502, json: {} }, /not responding right now/],
    ['returns no JSON', { status: 200, body: '<h1>It works!</h1>' }, /not responding right now/],
    ['fails', { status: 500, json: { code: 'internal-error' } }, /went wrong on our side/],
  ] as const)('shows an error when a service %s, and retries on request', async (_how, answer, words) => {
    const page = await fixture.open('/nowhere');
    await page.route('**/api/v1/courses?**', (route) => route.fulfill(answer));
    await page.getByRole('link', { name: 'See all courses' }).click();
    await page.getByText(words).waitFor();
    await page.unroute('**/api/v1/courses?**');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.locator('main article').first().waitFor();
  });

  it('keeps what was typed when a service is unavailable while saving', async () => {
    const page = await editorOf('Saved on the second try');
    await page.getByLabel('Summary').fill('Typed while the service was unavailable.');
    await page.route('**/api/v1/courses/**', (route) => route.fulfill({ status: 504, json: {} }));
    await save(page);
    await page.getByText('Not saved; your changes are kept').waitFor();
    await page.unroute('**/api/v1/courses/**');
    expect(await summary(page)).toBe('Typed while the service was unavailable.');
    await save(page);
    await saved(page);
  });
});

describe('a page that was opened offline', () => {
  it('is loaded when the network is back, its code as well as its data', async () => {
    const courseId = await fixture.publish('Found in a tunnel');
    const page = await fixture.open('/');
    const card = page.getByRole('link', { name: 'Found in a tunnel' });
    await card.waitFor();
    await page.context().setOffline(true);
    await card.click();
    await page.getByRole('heading', { name: 'The course could not be loaded' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'Found in a tunnel' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'You are offline' }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'Welcome back' }).waitFor();
    expect(page.url()).toContain(encodeURIComponent(`/courses/${courseId}`));
  });
});

describe('unsaved changes', () => {
  it('survive the end of the session and are saved after signing in again', async () => {
    const page = await editorOf('Interrupted');
    await page.getByLabel('Summary').fill('Typed before the session ended.');
    await page.context().clearCookies();
    await save(page);
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill('demo-instructor-1');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await saved(page);
    expect(await summary(page)).toBe('Typed before the session ended.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Save');
    expect(fixture.consoleErrors).toEqual([]);
  });

  it('are kept when the user declines to sign in again', async () => {
    const page = await editorOf('Not now');
    await page.getByLabel('Summary').fill('Kept all the same.');
    await page.context().clearCookies();
    await save(page);
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByText('You are signed out.', { exact: false }).waitFor();
    expect(await summary(page)).toBe('Kept all the same.');
  });

  it('are kept while offline and saved later', async () => {
    const page = await editorOf('In a tunnel');
    await page.context().setOffline(true);
    await page.getByText('You are offline.', { exact: false }).waitFor();
    await page.getByLabel('Summary').fill('Typed in a tunnel.');
    await save(page);
    await page.getByText('The server cannot be reached.', { exact: false }).waitFor();
    await page.context().setOffline(false);
    await save(page);
    await saved(page);
    expect(await summary(page)).toBe('Typed in a tunnel.');
  });

  it('are restored when the user returns to the page', async () => {
    const page = await editorOf('Left for a moment');
    await page.getByLabel('Summary').fill('Unsaved, and not lost.');
    await page.getByRole('link', { name: 'Your courses' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your courses' }).waitFor();
    await page.goBack();
    await page.getByText('Unsaved changes', { exact: true }).waitFor();
    expect(await summary(page)).toBe('Unsaved, and not lost.');
  });

  it('stay readable when the course no longer exists', async () => {
    const page = await editorOf('Gone meanwhile');
    await page.getByLabel('Summary').fill('My work.');
    const gone = { status: 404, json: { code: 'course-not-found' } };
    await page.route('**/api/v1/courses/**', (route) => route.fulfill(gone));
    await save(page);
    await page.getByText('This course no longer exists.').first().waitFor();
    expect(await summary(page)).toBe('My work.');
  });
});

describe('unusual text', () => {
  it('saves a lesson of 64 KiB and rejects one byte more', async () => {
    const page = await editorOf('Long read');
    await page.getByRole('button', { name: 'Edit The only lesson' }).click();
    const form = page.getByRole('form', { name: 'Lesson The only lesson' });
    const text = `# Long\n\n${'All work and no play. '.repeat(3_000)}`.slice(0, 65_536).padEnd(65_536, '.');
    await form.getByLabel('Text').fill(`${text}é`);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Too long by 2 bytes.').waitFor();
    await form.getByLabel('Text').fill(text);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    const courseId = page.url().split('/').at(-1) ?? '';
    const reader = await fixture.open(`/courses/${courseId}`);
    await reader.getByText('The only lesson').click();
    await reader.getByRole('heading', { name: 'Long', exact: true }).waitFor();
  });

  it('shows markup, right-to-left text and emoji in a title as text on every page', async () => {
    const title = '<b>שלום</b> ‮evil 🧨 <script>document.title="owned"</script>';
    const courseId = await fixture.publish(title);
    const page = await fixture.open(`/courses/${courseId}`, 'instructor');
    for (const path of [
      `/courses/${courseId}`,
      `/teach/courses/${courseId}`,
      `/teach/courses/${courseId}/roster`,
    ]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: '<b>שלום</b>' }).waitFor();
      expect(await page.title()).toContain('<script>');
    }
    expect(fixture.consoleErrors).toEqual([]);
  });
});
