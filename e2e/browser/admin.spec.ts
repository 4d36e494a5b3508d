import { Rig } from './browser-fixture';

const rig = Rig.forThisFile();

it('an admin finds a person and makes an instructor of them', async () => {
  const person = await rig.newStudent('Ida Futureteacher');
  const page = await rig.open('/people', 'admin');
  await page.getByLabel('Find by e-mail').fill(person.email);
  await page.getByRole('button', { name: 'Find' }).click();
  const roles = page.getByRole('group', { name: 'Roles of Ida Futureteacher' });
  await roles.getByLabel('Instructor').check();
  await page.getByRole('button', { name: 'Save roles' }).click();
  await page.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
  const teacher = await rig.open('/teach', person);
  await teacher.getByRole('heading', { name: 'You teach no course yet' }).waitFor();
  expect(rig.complaints).toEqual([]);
});

it('what another admin changed meanwhile is said, and can be looked at', async () => {
  const person = await rig.newStudent('Twice Changed');
  const [one, other] = [await rig.open('/people', 'admin'), await rig.open('/people', 'admin')];
  for (const page of [one, other]) {
    await page.getByLabel('Find by e-mail').fill(person.email);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('group', { name: 'Roles of Twice Changed' }).waitFor();
  }
  await one.getByLabel('Instructor').check();
  await one.getByRole('button', { name: 'Save roles' }).click();
  await one.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
  await other.getByLabel('Admin').check();
  await other.getByRole('button', { name: 'Save roles' }).click();
  await other.getByText('Somebody else changed this in the meantime.').waitFor();
  await other.getByRole('button', { name: 'Show the present roles' }).click();
  await other.getByRole('button', { name: 'Save roles' }).waitFor({ state: 'detached' });
  expect(await other.getByLabel('Instructor').isChecked()).toBe(true);
});

it('nobody else gets in', async () => {
  const page = await rig.open('/people', 'student');
  await page.getByRole('heading', { name: 'Your account does not open this page' }).waitFor();
});
