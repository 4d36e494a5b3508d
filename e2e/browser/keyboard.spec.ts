import type { Page } from 'playwright-core';
import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

/** Presses Tab until the element with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
      const label = element?.labels?.[0] ?? element;
      return (element?.getAttribute('aria-label') ?? label?.textContent ?? '').trim();
    });
    if (focused === name) return;
  }
  throw new Error(`no way to "${name}" with Tab`);
}

const press = async (page: Page, name: string) => {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
};

it('lets a student sign in, enroll, withdraw and learn with the keyboard alone', async () => {
  const courseId = await fixture.publish('Without a mouse');
  const { email, password } = await fixture.newStudent();
  const page = await fixture.open(`/courses/${courseId}`);
  await page.getByRole('link', { name: 'Sign in to enroll' }).waitFor();
  await press(page, 'Sign in to enroll');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await tabTo(page, 'Email');
  await page.keyboard.type(email);
  await tabTo(page, 'Password');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Enroll' }).waitFor();
  await press(page, 'Enroll');
  await page.getByText('You have a seat.').waitFor();
  await page.getByRole('button', { name: 'Give up the seat' }).waitFor();
  await press(page, 'Give up the seat');
  await page.getByRole('group', { name: 'Give up the seat?' }).waitFor();
  await press(page, 'Give up the seat');
  await page.getByText('You have given up the seat.').waitFor();
  // Each change leaves the focus on what one needs next.
  await page.locator('button:focus', { hasText: 'Enroll' }).press('Enter');
  await page.locator('a:focus', { hasText: 'Go to the lessons' }).press('Enter');
  await page.getByRole('button', { name: 'Mark as done' }).waitFor();
  await press(page, 'Mark as done');
  await page.getByText('You have completed this course').waitFor();
  await press(page, 'Mark as not done');
  await page.locator('button:focus', { hasText: 'Mark as done' }).waitFor();
});

it('lets an instructor create, edit and publish a course with the keyboard alone', async () => {
  const page = await fixture.open('/teach', 'instructor');
  await page.getByRole('link', { name: 'New course' }).waitFor();
  await press(page, 'New course');
  await page.getByRole('heading', { name: 'New course' }).waitFor();
  await tabTo(page, 'Title');
  await page.keyboard.type('Typed, not clicked');
  await page.keyboard.press('Enter');
  await page.getByLabel('Summary').waitFor();
  await tabTo(page, 'Summary');
  await page.keyboard.type('Made by keys.');
  await press(page, 'Save');
  await page.getByText('Saved', { exact: true }).waitFor();
  await press(page, 'Add a lesson');
  await tabTo(page, 'Title of the lesson');
  await page.keyboard.type('First');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'First' }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).waitFor();
  await press(page, 'Publish');
  await page.getByText('Published', { exact: true }).waitFor();
});

it('lets an admin change roles with the keyboard alone', async () => {
  const { email } = await fixture.newStudent('Keys Only');
  const page = await fixture.open('/people', 'admin');
  await tabTo(page, 'Find by name or email');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Roles of Keys Only' }).waitFor();
  await page.getByText('Sam Rivera', { exact: true }).waitFor({ state: 'detached' });
  await tabTo(page, 'Instructor');
  await page.keyboard.press('Space');
  await press(page, 'Save roles');
  await page.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
});
