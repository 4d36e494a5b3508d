import { readFile } from 'node:fs/promises';
import { BrowserFixture, seriousViolations } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

it('removes a student with a reason, tells who gets the seat, and issues a certificate that anybody can check', async () => {
  const courseId = await fixture.publish('A chair for two', { capacity: 1 });
  const [ada, bob] = [await fixture.newStudent('Ada Leaves'), await fixture.newStudent('Bob Waits')];
  const first = await fixture.open(`/courses/${courseId}`, ada);
  await first.getByRole('button', { name: 'Enroll' }).click();
  await first.getByText('You have a seat.').waitFor();
  const second = await fixture.open(`/courses/${courseId}`, bob);
  await second.getByRole('button', { name: 'Join the waiting list' }).click();
  await second.getByText('You are number 1 on the waiting list.').waitFor();
  await second.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Catalog' }).click();

  const roster = await fixture.open(`/teach/courses/${courseId}/roster`, 'instructor');
  await roster.getByText('0 of 1 lesson done').waitFor();
  await roster.getByRole('button', { name: 'Remove Ada Leaves' }).click();
  await roster.locator('input:focus').fill('You moved to the group on Tuesday.');
  expect(await seriousViolations(roster)).toEqual([]);
  await roster.getByRole('button', { name: 'Remove student' }).click();

  const notice = second.getByRole('status').filter({ hasText: 'You have a seat in A chair for two' });
  await notice.waitFor();
  expect(await seriousViolations(second)).toEqual([]);
  await roster.getByRole('button', { name: 'Remove Bob Waits' }).waitFor();
  await first.goto('/my-courses');
  await first.getByText('Reason: You moved to the group on Tuesday.').waitFor();

  await notice.getByRole('link').click();
  await second.getByRole('button', { name: 'Mark as done' }).click();
  await second.getByRole('link', { name: 'Certificate of completion' }).click();
  await second.getByRole('heading', { level: 1, name: 'Bob Waits' }).waitFor();
  expect(await second.getByText('You have a seat in').count()).toBe(0);
  expect(await seriousViolations(second)).toEqual([]);
  const pdf = (await second.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));

  const anybody = await fixture.open(new URL(second.url()).pathname);
  await anybody.getByText('This certificate is genuine.').waitFor();
  await anybody.goto(`/certificates/${courseId}`);
  await anybody.getByRole('heading', { name: 'This certificate could not be verified' }).waitFor();

  await roster.getByText('Completed on').waitFor();
  const download = roster.waitForEvent('download');
  await roster.getByRole('button', { name: 'Export as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv).toMatch(/^\ufeff"Name",.*\r\n"Bob Waits","Completed",".*","1","1",".*"\r\n$/);
  expect(fixture.consoleErrors).toEqual([]);
});
