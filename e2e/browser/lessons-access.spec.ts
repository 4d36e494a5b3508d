import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();
const preview = 'Nothing to learn here.';
const secret = 'Only for those who have a seat.';

/** A course with a preview and one more lesson; returns its id. */
async function publishTwoLessons(): Promise<string> {
  const courseId = await fixture.publish('Behind the door', { capacity: 1 });
  const page = await fixture.open(`/teach/courses/${courseId}`, 'instructor');
  await page.getByRole('button', { name: 'Add a lesson' }).click();
  const form = page.getByRole('form', { name: 'New lesson' });
  await form.getByLabel('Title of the lesson').fill('The second lesson');
  await form.getByLabel('Text').fill(secret);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  return courseId;
}

it('opens the lessons to those who may read them, from every side', async () => {
  const courseId = await publishTwoLessons();
  const lessons = `/courses/${courseId}/learn`;

  const visitor = await fixture.open(`/courses/${courseId}`);
  await visitor.getByText('The only lesson').click();
  await visitor.getByText(preview).waitFor();
  await visitor.getByText('Locked: for students with a seat').waitFor({ state: 'attached' });
  const answer = await visitor.request.get(`/api/v1/courses/${courseId}`);
  expect(await answer.text()).not.toContain(secret);
  expect((await visitor.request.get(`/api/v1/courses/${courseId}/content`)).status()).toBe(401);
  await visitor.goto(lessons);
  await visitor.getByRole('heading', { name: 'Sign in to see this page' }).waitFor();

  const page = await fixture.open(lessons, await fixture.newStudent());
  await page.getByRole('heading', { name: 'You have no seat in this course' }).waitFor();
  expect((await page.request.get(`/api/v1/courses/${courseId}/content`)).status()).toBe(403);
  await page.getByRole('link', { name: 'Go to the course' }).click();
  await page.getByRole('button', { name: 'Enroll' }).click();
  await page.getByRole('link', { name: 'Go to the lessons' }).click();
  await page.getByText(preview).waitFor();
  await page.getByRole('link', { name: /The second lesson/ }).click();
  await page.getByText(secret).waitFor();

  const second = await page.context().newPage();
  await second.goto(`/courses/${courseId}`);
  await second.getByRole('button', { name: 'Give up the seat' }).click();
  await second.getByRole('group').getByRole('button', { name: 'Give up the seat' }).click();
  await second.getByRole('button', { name: 'Enroll' }).waitFor();
  await page.bringToFront();
  await page.getByRole('heading', { name: 'You no longer have a seat in this course' }).waitFor();
  expect(await page.getByText(secret).count()).toBe(0);

  for (const who of ['instructor', 'admin'] as const) {
    const reader = await fixture.open(`/courses/${courseId}`, who);
    await reader.getByRole('link', { name: /The second lesson/ }).click();
    await reader.getByText(secret).waitFor();
  }
  expect(fixture.consoleErrors).toEqual([]);
});
