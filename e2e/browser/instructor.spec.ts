import type { Page } from 'playwright-core';
import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

const lessons = (page: Page) => page.locator('.lesson-row__title').allTextContents();
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();

/** The list handles keys one turn of the event loop after it announces that it picked something up. */
const turnOfEvents = (page: Page) => page.evaluate(() => new Promise<void>((done) => setTimeout(done)));

async function addLesson(page: Page, title: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a lesson' }).click();
  const form = page.getByRole('form', { name: 'New lesson' });
  await form.getByLabel('Title of the lesson').fill(title);
  await form.getByLabel('Text').fill(text);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
}

describe('an instructor', () => {
  it('creates a course, reorders its lessons by keyboard and mouse, and publishes it', async () => {
    const page = await fixture.open('/teach', 'instructor');
    await page.getByRole('link', { name: 'New course' }).click();
    await page.getByLabel('Title').fill('Bread from nothing');
    await page.getByRole('button', { name: 'Create draft' }).dblclick();
    await page.waitForURL(/\/teach\/courses\//);
    await page.getByLabel('Summary').fill('Flour, water, salt and time.');
    await page.getByLabel('Description').fill('Bring **patience**.');
    await page.getByRole('complementary', { name: 'Preview' }).getByText('Flour, water').waitFor();
    await page.locator('.preview strong', { hasText: 'patience' }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await saved(page);
    for (const title of ['Knead', 'Mix', 'Bake']) await addLesson(page, title, `How to **${title}**.`);
    expect(await lessons(page)).toEqual(['Knead', 'Mix', 'Bake']);

    await page.getByRole('button', { name: 'Move Knead', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Knead is over position 1 of 3.').waitFor({ state: 'attached' });
    await turnOfEvents(page);
    await page.keyboard.press('ArrowDown');
    await page.getByText('Knead is over position 2 of 3.').waitFor({ state: 'attached' });
    const order = page.waitForResponse(/lesson-order/);
    await page.keyboard.press('Space');
    expect((await order).status()).toBe(200);
    expect(await lessons(page)).toEqual(['Mix', 'Knead', 'Bake']);

    await drag(page, 'Move Bake', 'Move Mix');
    await page.reload();
    await page.getByRole('heading', { name: 'Bake' }).waitFor();
    expect(await lessons(page)).toEqual(['Bake', 'Mix', 'Knead']);

    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published').waitFor();
    await page.goto('/?search=bread+from');
    await page.getByRole('link', { name: 'Bread from nothing' }).waitFor();
    await page.goto('/teach');
    await page.getByRole('link', { name: 'Bread from nothing' }).waitFor();
    expect(await page.getByRole('link', { name: 'Bread from nothing' }).count()).toBe(1);
    expect(fixture.consoleErrors).toEqual([]);
  });

  async function drag(page: Page, what: string, over: string): Promise<void> {
    const order = page.waitForResponse(/lesson-order/);
    const [from, to] = [
      await page.getByRole('button', { name: what, exact: true }).boundingBox(),
      await page.getByRole('button', { name: over, exact: true }).boundingBox(),
    ];
    if (!from || !to) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 10, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 10, to.y + 20, { steps: 12 });
    await page.mouse.move(to.x + 10, to.y + 5, { steps: 4 });
    await page.mouse.up();
    expect((await order).status()).toBe(200);
  }

  it('sees enrolled and waiting students by name, live', async () => {
    const courseId = await fixture.publish('A small room', { capacity: 1 });
    const page = await fixture.open(`/teach/courses/${courseId}/roster`, 'instructor');
    await page.getByText('No students yet.').waitFor();
    for (const name of ['Ada First', 'مريم Second']) {
      const student = await fixture.open(`/courses/${courseId}`, await fixture.newStudent(name));
      await student.getByRole('button', { name: /Enroll|waiting list/ }).click();
    }
    await page.getByRole('region', { name: 'Enrolled students' }).getByText('Ada First').first().waitFor();
    await page.getByRole('region', { name: 'Waiting list' }).getByText('مريم Second').first().waitFor();
  });

  it('archives a course, which closes enrollment and editing', async () => {
    const courseId = await fixture.publish('Soon gone');
    const visitor = await fixture.open(`/courses/${courseId}`, 'student');
    await visitor.getByRole('button', { name: 'Enroll' }).waitFor();
    const page = await fixture.open(`/teach/courses/${courseId}`, 'instructor');
    await page.getByRole('button', { name: 'Archive…' }).click();
    await page.getByRole('button', { name: 'Archive course' }).click();
    await page.getByRole('heading', { name: 'Archived' }).waitFor();
    expect(await page.getByLabel('Title').isDisabled()).toBe(true);
    await visitor.getByText('Enrollment for this course is closed.').waitFor();
    expect(await visitor.getByRole('button', { name: 'Enroll' }).count()).toBe(0);
  });

  it('is needed as a role to edit a course', async () => {
    const courseId = await fixture.publish('Not yours');
    const page = await fixture.open(`/teach/courses/${courseId}`, await fixture.newStudent());
    await page.getByRole('heading', { name: 'You don’t have access to this page' }).waitFor();
  });
});

describe('two tabs that edit the same course', () => {
  async function twoEditors(title: string): Promise<[Page, Page]> {
    const courseId = await fixture.publish(title);
    const [one, other] = [
      await fixture.open(`/teach/courses/${courseId}`, 'instructor'),
      await fixture.open(`/teach/courses/${courseId}`, 'instructor'),
    ];
    for (const page of [one, other]) await page.getByLabel('Summary').waitFor();
    return [one, other];
  }

  it('keep both changes when they are different ones', async () => {
    const [one, other] = await twoEditors('Edited by two');
    await other.getByLabel('Tags').fill('typed, here');
    await one.getByLabel('Summary').fill('Changed in the first tab.');
    await one.getByRole('button', { name: 'Save' }).click();
    await saved(one);
    await other.getByRole('button', { name: 'Save' }).click();
    await saved(other);
    expect(await other.getByLabel('Summary').inputValue()).toBe('Changed in the first tab.');
    expect(await other.getByLabel('Tags').inputValue()).toBe('typed, here');
  });

  it('keep the draft of a lesson that one removes while the other edits it', async () => {
    const [one, other] = await twoEditors('Removed under the pen');
    await addLesson(one, 'Stays', 'So that the course may stay published.');
    await other.getByRole('heading', { name: 'Stays' }).waitFor();
    await other.getByRole('button', { name: 'Edit The only lesson' }).click();
    await other.getByLabel('Text').fill('An hour of work.');
    await one.getByRole('button', { name: 'Remove The only lesson' }).click();
    await one.getByRole('button', { name: 'Remove lesson' }).click();
    await other.getByText('Someone else removed a lesson that you were editing').waitFor();
    await other.getByRole('button', { name: 'Add it as a new lesson' }).click();
    await other.getByRole('button', { name: 'Edit The only lesson' }).click();
    expect(await other.getByLabel('Text').inputValue()).toBe('An hour of work.');
  });

  it('show a conflict with both values and save the merged version, even without live changes', async () => {
    const [one, other] = await twoEditors('Fought over');
    await other.route('**/live', (route) => route.abort());
    await other.reload();
    await other.getByLabel('Title').fill('My title');
    await other.getByLabel('Summary').fill('My summary');
    await one.getByLabel('Title').fill('Their title');
    await one.getByLabel('Summary').fill('Their summary');
    await one.getByRole('button', { name: 'Save' }).click();
    await saved(one);
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Someone else changed this while you were editing').waitFor();
    await other.getByRole('group', { name: 'Title' }).getByText('Their title').waitFor();
    expect(await other.getByLabel('Title', { exact: true }).inputValue()).toBe('My title');
    await other.getByRole('group', { name: 'Summary' }).getByLabel('Theirs').check();
    await other.getByRole('button', { name: 'Save merged version' }).click();
    await saved(other);
    expect(await other.getByLabel('Title', { exact: true }).inputValue()).toBe('My title');
    expect(await other.getByLabel('Summary').inputValue()).toBe('Their summary');
  });
});
