import type { Page } from 'playwright-core';
import { BrowserFixture, seriousViolations, type Role } from './browser-fixture';

const fixture = BrowserFixture.forThisFile();

interface Visit {
  who: Role | undefined;
  path: (courseId: string) => string;
  /** Waits until the page is loaded. */
  ready: (page: Page) => Promise<unknown>;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor();
const title = 'A title that is long enough to be wrapped on a phone, and then once more';

const visits: Visit[] = [
  { who: undefined, path: () => '/', ready: (page) => page.locator('main article').first().waitFor() },
  { who: undefined, path: (id) => `/courses/${id}`, ready: (page) => page.getByText('seats left').waitFor() },
  { who: undefined, path: () => '/sign-in', ready: heading },
  { who: undefined, path: () => '/sign-up', ready: heading },
  { who: undefined, path: () => '/how-it-works', ready: (page) => page.getByText('Every service').waitFor() },
  { who: undefined, path: () => '/my-courses', ready: heading },
  { who: undefined, path: () => '/nowhere', ready: heading },
  { who: 'student', path: (id) => `/courses/${id}`, ready: (page) => page.getByText('You have a').waitFor() },
  {
    who: 'student',
    path: () => '/my-courses',
    ready: (page) => page.getByText('lesson done').first().waitFor(),
  },
  {
    who: 'student',
    path: (id) => `/courses/${id}/learn`,
    ready: (page) => page.getByText('Lesson 1').waitFor(),
  },
  {
    who: 'student',
    path: () => '/account',
    ready: (page) => page.getByText('This browser').waitFor(),
  },
  { who: 'instructor', path: () => '/teach', ready: (page) => page.getByText('Published').first().waitFor() },
  { who: 'instructor', path: () => '/teach/new', ready: heading },
  {
    who: 'instructor',
    path: (id) => `/teach/courses/${id}`,
    ready: (page) => page.getByRole('button', { name: 'Edit The only lesson' }).click(),
  },
  {
    who: 'instructor',
    path: (id) => `/teach/courses/${id}/roster`,
    ready: (page) => page.getByRole('heading', { name: 'Waiting list' }).waitFor(),
  },
  { who: 'admin', path: () => '/people', ready: (page) => page.getByText('student@demo').waitFor() },
];

describe.each([360, 1280])('at %i pixels', (width) => {
  it.each(['light', 'dark'] as const)(
    'has no horizontal overflow and no serious axe violation on any page in %s mode',
    async (colorScheme) => {
      const courseId = await fixture.publish(title);
      for (const who of [undefined, 'student', 'instructor', 'admin'] as const) {
        const page = await fixture.open('/', who, { colorScheme, viewport: { width, height: 800 } });
        if (who === 'student') await takeSeat(page, courseId);
        for (const { path, ready } of visits.filter((visit) => visit.who === who)) {
          await page.goto(path(courseId));
          await ready(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect([path(courseId), Math.max(wide, width)]).toEqual([path(courseId), width]);
          expect([path(courseId), await seriousViolations(page)]).toEqual([path(courseId), []]);
        }
      }
      expect(fixture.consoleErrors).toEqual([]);
    },
  );
});

async function takeSeat(page: Page, courseId: string): Promise<void> {
  await page.goto(`/courses/${courseId}`);
  await page.getByRole('button', { name: 'Enroll' }).click();
  await page.getByText('You have a seat.').waitFor();
}
