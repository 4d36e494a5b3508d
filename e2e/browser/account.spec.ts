import { BrowserFixture, seriousViolations } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

it('lets a person change name and password, see the sessions, and end them', async () => {
  const person = await fixture.newStudent('Nora Before');
  const newPassword = 'another long enough sentence';
  const other = await fixture.open('/account', person);
  const page = await fixture.open('/', person);
  await page.getByRole('link', { name: 'Nora Before' }).click();
  await page.getByRole('button', { name: /^Sign out Chrome on Linux/ }).waitFor();
  expect(await seriousViolations(page)).toEqual([]);

  await page.getByLabel('Your name').fill('Nora After');
  await page.getByRole('button', { name: 'Save name' }).click();
  await page.getByRole('link', { name: 'Nora After' }).waitFor();

  await page.getByLabel('Current password').fill(person.password);
  await page.getByLabel('New password').fill(newPassword);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password was changed.', { exact: false }).waitFor();
  await page.getByRole('button', { name: /^Sign out Chrome/ }).waitFor({ state: 'detached' });
  await fixture.expireAccessToken(page.context());
  await page.reload();
  await page.getByText('This browser').waitFor();

  await fixture.expireAccessToken(other.context());
  await other.getByRole('link', { name: 'My courses' }).click();
  const dialog = other.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password').fill(newPassword);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await other.getByRole('link', { name: 'Nora After' }).click();
  await other.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await other.getByText('is signed out.').waitFor({ state: 'attached' });

  await fixture.expireAccessToken(page.context());
  await page.getByRole('link', { name: 'My courses' }).click();
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  expect(fixture.consoleErrors).toEqual([]);
});
