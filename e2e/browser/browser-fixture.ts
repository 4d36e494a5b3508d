import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sessionSeal } from '../../apps/client/src/server/session/session-seal';
import { demoPeople } from '../../apps/quickstart/demo/people';
import { startQuickstart, type Quickstart } from '@courses/testing';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { publishCourse, signIn } from '../support/catalog';

export type Role = (typeof demoPeople)[number]['role'];

export interface Person {
  email: string;
  password: string;
}

/** Browsers send this with requests of our own page. */
export const sameOrigin = { 'sec-fetch-site': 'same-origin' };
/** That of the quick start. */
const seal = sessionSeal(['the quick start only, never production']);
const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** The quick start and a browser, for one spec file. */
export class BrowserFixture {
  readonly consoleErrors: string[] = [];
  private system: Quickstart | undefined;
  private browser: Browser | undefined;
  private readonly contexts: BrowserContext[] = [];

  /** Starts before the tests of the file and stops after them. */
  static forThisFile(): BrowserFixture {
    const fixture = new BrowserFixture();
    jest.setTimeout(240_000);
    beforeAll(() => fixture.start());
    afterAll(() => fixture.stop());
    beforeEach(() => void fixture.consoleErrors.splice(0));
    afterEach(() => fixture.closePages());
    return fixture;
  }

  get urls(): Quickstart {
    if (!this.system) throw new Error('not started');
    return this.system;
  }

  /** Opens a path in a new browser context, signed in as `who`. */
  async open(path: string, who?: Role | Person, options: BrowserContextOptions = {}): Promise<Page> {
    if (!this.browser) throw new Error('not started');
    const size = { viewport: { width: 1280, height: 800 } };
    const context = await this.browser.newContext({ ...size, baseURL: this.urls.client, ...options });
    this.contexts.push(context);
    if (who) await this.enter(context, who);
    const page = await context.newPage();
    page.on('console', (message) => {
      // An error response is no fault of the page; tests check what it shows.
      if (message.text().startsWith('Failed to load resource')) return;
      if (message.type() === 'error' || message.type() === 'warning') this.consoleErrors.push(message.text());
    });
    page.on('pageerror', (error) => this.consoleErrors.push(error.message));
    page.setDefaultTimeout(60_000);
    await page.goto(path);
    return page;
  }

  /** Signs in, in an existing browser context. */
  async enter(context: BrowserContext, who: Role | Person): Promise<void> {
    const { email, password } = typeof who === 'string' ? demoPerson(who) : who;
    const data = { email, password };
    const answer = await context.request.post(`${this.urls.client}/session`, { data, headers: sameOrigin });
    if (!answer.ok()) throw new Error(`sign in as ${email}: ${answer.status()} ${await answer.text()}`);
  }

  /** Makes the access token in the session's cookie expire now, so that the next request renews the session. */
  async expireAccessToken(context: BrowserContext): Promise<void> {
    const cookie = (await context.cookies()).find(({ name }) => name === 'session');
    const session = await seal.open(cookie?.value ?? '');
    if (!cookie || !session) throw new Error('not signed in');
    await context.addCookies([{ ...cookie, value: await seal.seal({ ...session, accessExpiresAt: 0 }) }]);
  }

  /** Registers a new student. */
  async newStudent(displayName = 'Noor Newcomer'): Promise<Person> {
    const person = { email: `${randomUUID()}@example.org`, password: 'a long enough sentence' };
    const answer = await fetch(`${this.urls.identity}/v1/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...person, displayName }),
    });
    if (!answer.ok) throw new Error(`register: ${answer.status} ${await answer.text()}`);
    return person;
  }

  /** Publishes a course of the demo instructor with one lesson; returns its id. */
  async publish(title: string, more: object = {}): Promise<string> {
    const { email, password } = demoPerson('instructor');
    const token = await signIn(this.urls.identity, email, password);
    return publishCourse(this.urls.courses, title, token, more);
  }

  private async start(): Promise<void> {
    this.system = await startQuickstart();
    this.browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-component-update', '--disable-sync', ...quiet],
    });
  }

  private async stop(): Promise<void> {
    await this.browser?.close();
    await this.system?.stop();
  }

  private async closePages(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
  }
}

export const demoPerson = (role: Role): Person =>
  demoPeople.find((person) => person.role === role) as unknown as Person;

/** The violations that axe rates serious or critical; of some rules only, where these are named. */
export async function seriousViolations(page: Page, rules?: string[]): Promise<string[]> {
  const isLoaded = await page.evaluate(() => 'axe' in globalThis);
  if (!isLoaded) await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(runOnly ? { runOnly } : {});
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, rules);
}
