import { BrowserFixture } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

it('lets an admin find a person and grant the role instructor', async () => {
  const person = await fixture.newStudent('Ida Futureteacher');
  const page = await fixture.open('/people', 'admin');
  await page.getByLabel('Find by name or email').fill(person.email);
  await page.getByRole('button', { name: 'Find' }).click();
  const roles = page.getByRole('group', { name: 'Roles of Ida Futureteacher' });
  await roles.getByLabel('Instructor').check();
  await page.getByRole('button', { name: 'Save roles' }).click();
  await page.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
  const teacher = await fixture.open('/teach', person);
  await teacher.getByRole('heading', { name: 'You don’t have any courses yet' }).waitFor();
  expect(fixture.consoleErrors).toEqual([]);
});

it('tells an admin that another one changed the roles, and shows the current ones', async () => {
  const person = await fixture.newStudent('Twice Changed');
  const [one, other] = [await fixture.open('/people', 'admin'), await fixture.open('/people', 'admin')];
  for (const page of [one, other]) {
    await page.getByLabel('Find by name or email').fill(person.email);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('group', { name: 'Roles of Twice Changed' }).waitFor();
  }
  await one.getByLabel('Instructor').check();
  await one.getByRole('button', { name: 'Save roles' }).click();
  await one.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
  await other.getByLabel('Admin').check();
  await other.getByRole('button', { name: 'Save roles' }).click();
  await other.getByText('Someone else changed this in the meantime.').waitFor();
  await other.getByRole('button', { name: 'Show current roles' }).click();
  await other.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
  expect(await other.getByLabel('Instructor').isChecked()).toBe(true);
});

it('rejects a user who is no admin', async () => {
  const page = await fixture.open('/people', 'student');
  await page.getByRole('heading', { name: 'You don’t have access to this page' }).waitFor();
});

it('signs out the open page of an account that an admin disables, at its next renewal', async () => {
  const person = await fixture.newStudent('Dora Disabled');
  const theirs = await fixture.open('/account', person);
  await theirs.getByText('This browser').waitFor();
  const page = await fixture.open('/people', 'admin');
  await page.getByLabel('Find by name or email').fill('dora disab');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByRole('button', { name: 'Disable the account of Dora Disabled…' }).click();
  await page.getByRole('button', { name: 'Disable account' }).click();
  await page.getByText('Disabled since').waitFor();
  await fixture.expireAccessToken(theirs.context());
  await theirs.getByRole('link', { name: 'My courses' }).click();
  const dialog = theirs.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Password').fill(person.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByText('This account is disabled.', { exact: false }).waitFor();
  expect(fixture.consoleErrors).toEqual([]);
});
