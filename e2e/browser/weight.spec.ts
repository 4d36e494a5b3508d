import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BrowserFixture } from './browser-fixture';

const web = join(__dirname, '../../dist/apps/client/web');
const maxBytes = 120 * 1_000;

const fixture = BrowserFixture.forThisFile();

it('loads at most 120 kB of gzipped script for the first page', () => {
  const index = readFileSync(join(web, 'index.html'), 'utf8');
  const scripts = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
  const bytes = scripts.reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(web, path)), { level: 9 }).length,
    0,
  );
  process.stdout.write(`first page: ${(bytes / 1_000).toFixed(1)} kB of script in ${scripts.length} files\n`);
  expect(scripts.length).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(maxBytes);
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
