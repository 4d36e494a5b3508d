import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

const seatsLeft = (left: number, of: number) => new RegExp(`${left}\\s*of ${of} seats? left`);

describe('a student', () => {
  it('signs up, enrolls, reads and completes a course', async () => {
    const courseId = await fixture.publish('From the first seat to the last lesson');
    const page = await fixture.open(`/courses/${courseId}`);
    await page.getByRole('link', { name: 'Sign in to enroll' }).click();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByLabel('Your name').fill('Zoë Reader');
    await page.getByLabel('Email').fill('zoe@example.org');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Use at least 10 characters.').waitFor();
    await page.getByLabel('Password').fill('a sentence that is long');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('button', { name: 'Enroll' }).click();
    await page.getByText('You have a seat.').waitFor();
    await page.getByText(seatsLeft(11, 12)).waitFor();
    await page.getByRole('link', { name: 'Go to the lessons' }).click();
    await page.getByRole('heading', { level: 1, name: 'The only lesson' }).waitFor();
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await page.getByText('You have completed this course').waitFor();
    await page.getByRole('link', { name: 'See all my courses' }).click();
    await page.getByRole('heading', { name: 'Completed' }).waitFor();
    await page.getByText(/Completed on/).waitFor();
    expect(fixture.consoleErrors).toEqual([]);
  });

  it('gets a seat from the waiting list as soon as another student gives it up', async () => {
    const courseId = await fixture.publish('One chair', { capacity: 1 });
    const first = await fixture.open(`/courses/${courseId}`, await fixture.newStudent());
    await first.getByRole('button', { name: 'Enroll' }).click();
    await first.getByText('You have a seat.').waitFor();
    const second = await fixture.open(`/courses/${courseId}`, await fixture.newStudent());
    await second.getByRole('button', { name: 'Join the waiting list' }).click();
    await second.getByText('You are number 1 on the waiting list.').waitFor();
    await first.getByText('1 person on the waiting list').waitFor();
    await first.getByRole('button', { name: 'Give up the seat' }).click();
    await first.getByRole('button', { name: 'Give up the seat' }).click();
    await second.getByText('You have a seat.').waitFor();
    await first.getByRole('button', { name: 'Join the waiting list' }).waitFor();
    expect(fixture.consoleErrors).toEqual([]);
  });

  it('sees the seats that others take live, in two browsers at once', async () => {
    const courseId = await fixture.publish('Watched by two');
    const watchers = [await fixture.open(`/courses/${courseId}`), await fixture.open(`/courses/${courseId}`)];
    for (const page of watchers) await page.getByText(seatsLeft(12, 12)).waitFor();
    const actor = await fixture.open(`/courses/${courseId}`, await fixture.newStudent());
    await actor.getByRole('button', { name: 'Enroll' }).click();
    for (const page of watchers) await page.getByText(seatsLeft(11, 12)).waitFor({ timeout: 10_000 });
    expect(fixture.consoleErrors).toEqual([]);
  });

  it('takes one seat on a double click', async () => {
    const courseId = await fixture.publish('Clicked twice');
    const page = await fixture.open(`/courses/${courseId}`, await fixture.newStudent());
    await page.getByRole('button', { name: 'Enroll' }).dblclick();
    await page.getByText('You have a seat.').waitFor();
    await page.getByText(seatsLeft(11, 12)).waitFor();
    expect(await page.getByRole('group', { name: 'Give up the seat?' }).count()).toBe(0);
  });

  it('leaves no data behind after signing out, even with the back button and in another tab', async () => {
    const page = await fixture.open('/my-courses', 'student');
    await page.getByRole('heading', { level: 1, name: 'My courses' }).waitFor();
    const tab = await page.context().newPage();
    await tab.goto('/my-courses');
    await tab.getByRole('heading', { level: 1, name: 'My courses' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('/');
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in to see this page' }).waitFor();
    await tab.getByRole('heading', { name: 'Sign in to see this page' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });

  it('hides tokens from scripts of the page', async () => {
    const page = await fixture.open('/', 'student');
    const cookies = await page.context().cookies();
    expect(cookies).toEqual([expect.objectContaining({ name: 'session', httpOnly: true, sameSite: 'Lax' })]);
    expect(
      await page.evaluate(() => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })),
    ).toBe('{}');
  });
});
