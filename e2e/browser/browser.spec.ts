import { randomUUID } from 'node:crypto';
import { startQuickstart, type Quickstart } from '@courses/testing';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { demoPeople } from '../../apps/quickstart/demo/people';
import { publishCourse, request, signIn } from '../support/catalog';

let quickstart: Quickstart;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let consoleErrors: string[];

beforeAll(async () => {
  quickstart = await startQuickstart();
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-component-update', '--disable-sync', ...quiet],
  });
});
afterAll(async () => {
  await browser?.close();
  await quickstart?.stop();
});
beforeEach(async () => {
  consoleErrors = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.on('console', (message) => {
    // Chromium logs the 404 of a roster that is not open yet.
    if (message.location().url.includes('/api/v1/rosters/')) return;
    if (message.type() === 'error' || message.type() === 'warning') consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => consoleErrors.push(error.message));
});
afterEach(() => context.close());

const cards = () => page.locator('main article');
const [student, , admin] = demoPeople;
const tokenOf = ({ email, password }: { email: string; password: string }) =>
  signIn(quickstart.identity, email, password);
const publish = async (title: string) => publishCourse(quickstart.courses, title, await tokenOf(admin));
const enroll = async (courseId: string) =>
  request(`${quickstart.enrollments}/v1/rosters/${courseId}/my-enrollment`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await tokenOf(student)}` },
  });

describe('the catalog', () => {
  it('lists the published courses and no drafts', async () => {
    await page.goto(quickstart.client);
    await cards().first().waitFor();
    expect(await cards().count()).toBe(12);
    await page.getByRole('button', { name: /more/i }).click();
    await expect21();
    expect(await page.getByText('Game Design').count()).toBe(0);
    expect(consoleErrors).toEqual([]);
  });

  async function expect21() {
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 21);
  }

  it('keeps the search in the URL, so that the back button works', async () => {
    await page.goto(quickstart.client);
    await page.getByRole('searchbox').fill('chess');
    await page.waitForURL(/chess/);
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 1);
    await cards().getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: /Chess/ }).waitFor();
    await page.goBack();
    await page.waitForURL(/chess/);
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 1);
    expect(await page.getByRole('searchbox').inputValue()).toBe('chess');
    expect(consoleErrors).toEqual([]);
  });

  it('corrects a misspelled search, and shows who teaches and how many seats are free', async () => {
    await page.goto(`${quickstart.client}/?search=kubernets`);
    await page.getByText(/Showing results for kubernetes/).waitFor();
    expect(await cards().count()).toBe(1);
    await cards().getByText('Amara Okafor').waitFor();
    await cards()
      .getByText(/^\d+ seats left$/)
      .waitFor();
    expect(await page.title()).toBe('“kubernets” – Courses');
    expect(consoleErrors).toEqual([]);
  });

  it('says that no course matches', async () => {
    await page.goto(`${quickstart.client}/?search=zzzz`);
    await page
      .getByText(/no course/i)
      .first()
      .waitFor();
    expect(await cards().count()).toBe(0);
  });

  it('opens a course with the keyboard alone', async () => {
    await page.goto(quickstart.client);
    await cards().first().waitFor();
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.closest('article') !== null)) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/courses\//);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});

describe('a course page', () => {
  it('shows its lessons, and the seats as they are taken', async () => {
    const courseId = await publish('Seen in a browser');
    await page.goto(`${quickstart.client}/courses/${courseId}`);
    await page.getByText(/12\s*of 12 seats left/).waitFor();
    await page.getByText('The only lesson').first().click();
    await page.getByText('Nothing to learn here.').waitFor();
    expect((await enroll(courseId)).status).toBe(200);
    await page.getByText(/11\s*of 12 seats left/).waitFor();
    expect(consoleErrors).toEqual([]);
  });

  it('shows "Course not found" for an unknown course', async () => {
    await page.goto(`${quickstart.client}/courses/${randomUUID()}`);
    await page.locator('main').getByText('Course not found').first().waitFor();
    expect(await page.locator('main').getByRole('link').count()).toBeGreaterThan(0);
  });

  it('renders markup in a title as text', async () => {
    const courseId = await publish('<img src=x onerror="document.title=`owned`"> ‮evil 🧨');
    await page.goto(`${quickstart.client}/courses/${courseId}`);
    await page.getByRole('heading', { level: 1, name: /<img/ }).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
  });
});

describe('when a service fails', () => {
  it('shows an error in the catalog and retries on request', async () => {
    await page.route('**/api/v1/courses?**', (route) => route.fulfill({ status: 502, json: {} }));
    await page.goto(quickstart.client);
    const retry = page.getByRole('button', { name: 'Retry' });
    await retry.waitFor({ timeout: 30_000 });
    await page.unroute('**/api/v1/courses?**');
    await retry.click();
    await cards().first().waitFor();
  });
});

describe('the API page', () => {
  it.each(['courses', 'enrollments'] as const)('renders the OpenAPI document of %s', async (service) => {
    await page.goto(`${quickstart[service]}/docs`);
    await page.getByText('/v1/').first().waitFor();
    expect(consoleErrors).toEqual([]);
  });
});

describe('the quick start', () => {
  it('reports a port in use in one line, with the fix', async () => {
    const { port } = new URL(quickstart.client);
    await expect(startQuickstart({ PORT: port })).rejects.toThrow(
      new RegExp(`Port ${port} is already in use[^\\n]*PORT`),
    );
  });

  it('stops on Ctrl-C with exit code 0', async () => {
    const other = await startQuickstart();
    expect(await other.stop()).toBe(0);
  });
});
