import type { Page } from 'playwright-core';
import { BrowserFixture, seriousViolations, type Role } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

interface Visit {
  /** Default: stays on the page of the visit before. */
  path?: (courseId: string) => string;
  /** Brings the page to the state that is checked. */
  ready: (page: Page) => Promise<unknown>;
}

const title = 'A title that is long enough to be wrapped on a phone, and then once more';
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor();
const see = (text: string) => (page: Page) => page.getByText(text).first().waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

const visitor: Visit[] = [
  { path: () => '/', ready: (page) => page.locator('main article').first().waitFor() },
  { path: () => '/?search=no+such+course', ready: see('No course matches') },
  { path: (id) => `/courses/${id}`, ready: see('seats left') },
  { path: () => `/courses/0190a000-0000-7000-8000-000000000000`, ready: see('Course not found') },
  { path: () => '/certificates/unknown', ready: see('could not be verified') },
  { path: () => '/sign-in', ready: see('Demo accounts') },
  { path: () => '/sign-up', ready: (page) => press(page, 'Create account') },
  { path: () => '/how-it-works', ready: see('Every service') },
  { path: () => '/my-courses', ready: see('Sign in to see this page') },
  { path: () => '/nowhere', ready: see('Page not found') },
];
const student: Visit[] = [
  {
    path: (id) => `/courses/${id}`,
    ready: (page) => press(page, 'Enroll').then(() => see('You have a')(page)),
  },
  { ready: (page) => press(page, 'Give up the seat') },
  { path: (id) => `/courses/${id}/learn`, ready: see('Lesson 1') },
  { ready: (page) => press(page, 'Mark as done').then(() => see('You have completed')(page)) },
  { path: () => '/my-courses', ready: see('Completed') },
  {
    ready: (page) =>
      page
        .getByRole('link', { name: 'Certificate' })
        .first()
        .click()
        .then(() => heading(page)),
  },
  { path: () => '/account', ready: see('This browser') },
  { path: () => '/people', ready: see('You don’t have access') },
];
const instructor: Visit[] = [
  { path: () => '/teach', ready: see('Published') },
  { path: () => '/teach/new', ready: heading },
  { path: (id) => `/teach/courses/${id}/roster`, ready: (page) => press(page, 'Remove Sam Rivera') },
  { path: (id) => `/teach/courses/${id}`, ready: (page) => press(page, 'Edit The only lesson') },
  { ready: (page) => press(page, 'Archive…') },
  { ready: (page) => press(page, 'Archive course').then(() => see('Archived on')(page)) },
];
const admin: Visit[] = [
  { path: () => '/people', ready: see('student@demo') },
  { ready: (page) => press(page, 'Disable the account of Sam Rivera…') },
  { path: () => '/teach', ready: heading },
];
const visits: [Role | undefined, Visit[]][] = [
  [undefined, visitor],
  ['student', student],
  ['instructor', instructor],
  ['admin', admin],
];

/** What colors and widths change; the other rules hold for all of them. */
const ofLooks = ['color-contrast', 'target-size', 'scrollable-region-focusable'];

it('has no overflow and no serious axe violation on any page, at any width, in light and dark', async () => {
  const courseId = await fixture.publish(title);
  for (const [who, pages] of visits) {
    const page = await fixture.open('/', who, { reducedMotion: 'reduce' });
    for (const { path, ready } of pages) {
      if (path) await page.goto(path(courseId));
      await ready(page);
      expect([page.url(), await faults(page)]).toEqual([page.url(), []]);
    }
  }
  expect(fixture.consoleErrors).toEqual([]);
});

async function faults(page: Page): Promise<string[]> {
  const found = await seriousViolations(page);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await overflow(page)).map((what) => `${what} is too wide for ${width} pixels`));
    if (width === 320) continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await seriousViolations(page, ofLooks);
      found.push(...violations.map((violation) => `${violation} (${width} pixels, ${colorScheme})`));
    }
  }
  return found;
}

/** The page must not scroll sideways, and no link of the menu may be cut. */
const overflow = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isWide = (element: Element) => element.scrollWidth > element.clientWidth;
    const parts = [document.documentElement, ...document.querySelectorAll('.site-nav, .site-header__row')];
    return parts.filter(isWide).map((part) => part.className || part.tagName);
  });
