import type { Request } from 'playwright-core';
import { BrowserFixture } from './browser-fixture';

/** Until the courses are shown; as sent, with the headers of the responses. The font comes beside them. */
const most = { requests: 8, bytes: 110_000, fontBytes: 50_000 };

const fixture = BrowserFixture.forThisFile();

it('shows its courses after two round trips, few requests and few bytes', async () => {
  const page = await fixture.open('about:blank');
  const all: Request[] = [];
  page.on('request', (request) => all.push(request));
  const data = Promise.all([page.waitForRequest('**/session'), page.waitForRequest('**/api/v1/courses?*')]);
  await page.route('**/assets/*.js', async (route) => {
    await data;
    await route.continue();
  });
  await page.goto('/');
  await page.locator('main article').first().waitFor();

  const requests = all.filter((request) => !/\/(live|favicon\.svg)$/.test(request.url()));
  const [fonts, others] = [true, false].map((isFont) =>
    requests.filter((request) => (request.resourceType() === 'font') === isFont),
  ) as [Request[], Request[]];
  const bytes = await bytesOf(others);
  const fontBytes = await bytesOf(fonts);
  process.stdout.write(
    `first page: ${requests.length} requests, ${bytes / 1_000} kB and ${fontBytes / 1_000} kB of fonts\n`,
  );
  expect(new Set(requests.map((request) => request.url())).size).toBe(requests.length);
  expect(requests.length).toBeLessThanOrEqual(most.requests);
  expect(bytes).toBeLessThanOrEqual(most.bytes);
  expect(fontBytes).toBeLessThanOrEqual(most.fontBytes);
});

it.each([
  { name: 'a fast phone', megabits: 10, latencyMs: 40, slowdown: 1 },
  { name: 'a slow phone', megabits: 1.6, latencyMs: 150, slowdown: 4 },
])('shows the first page on $name (prints its timing)', async (line) => {
  const page = await fixture.open('about:blank');
  const cdp = await page.context().newCDPSession(page);
  const bytesPerSecond = (line.megabits * 1_000_000) / 8;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: line.slowdown });
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByRole('searchbox').waitFor();
  const search = await page.evaluate(() => performance.now());
  await page.locator('main article').first().waitFor();
  const courses = await page.evaluate(() => performance.now());
  const { shift, ...paint } = await page.evaluate(paintFigures);
  const figures = Object.entries({ ...paint, search, courses }).map(
    ([what, ms]) => `${what} after ${(ms / 1_000).toFixed(2)} s`,
  );
  const { megabits, latencyMs, slowdown } = line;
  process.stdout.write(
    `first page at ${megabits} Mbit/s, ${latencyMs} ms, processor 1/${slowdown}: ${figures.join(', ')}; layout shift ${shift.toFixed(3)}\n`,
  );
  expect(await page.getByRole('searchbox').isEnabled()).toBe(true);
});

async function bytesOf(requests: Request[]): Promise<number> {
  const sizes = await Promise.all(requests.map((request) => request.sizes()));
  return sizes.reduce(
    (sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize,
    0,
  );
}

/** Runs in the page: paint timing and layout shift. */
async function paintFigures() {
  const entries = (type: string) =>
    new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      setTimeout(() => resolve([]), 500);
    });
  const shifts = (await entries('layout-shift')) as (PerformanceEntry & { value: number })[];
  return {
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    largest: (await entries('largest-contentful-paint')).at(-1)?.startTime ?? 0,
    shift: shifts.reduce((sum, { value }) => sum + value, 0),
  };
}
