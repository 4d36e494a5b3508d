import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeMachine } from '../shared/machine';
import { root, startService, type Service } from '../shared/service';
import { median } from '../shared/statistics';
import { fill } from './fill-catalog';

/** A list that takes longer is not asked for again; the larger ones would only take longer. */
const patienceMs = 20_000;

interface Row {
  courses: number;
  /** Milliseconds: a course that nobody has read yet. */
  course: number;
  /** The first page, as everybody gets it: kept. */
  kept: number | undefined;
  /** The first page, and one behind all others but a thousand at most, each by a query; undefined where the database is too slow for it. */
  first: number | undefined;
  deep: number | undefined;
}

/** The time of one read after the other while the catalog grows; resolves with the exit code. */
export async function measureReads(sizes: readonly number[]): Promise<number> {
  const machine = describeMachine();
  const service = await startService('courses');
  try {
    const rows: Row[] = [];
    for (const courses of sizes) {
      const row = await measureAt(service, courses, rows.at(-1));
      rows.push(row);
      const shown = (Object.entries(row) as [keyof Row, number | undefined][]).map(
        ([name, value]) => `${name} ${format(value, name)}`,
      );
      process.stdout.write(`${shown.join('   ')}\n`);
    }
    const growth = (name: 'course' | 'kept') => {
      const values = rows.flatMap((row) => row[name] ?? []);
      return (values.at(-1) ?? NaN) / (values[0] ?? NaN);
    };
    const flat = (['course', 'kept'] as const).map((name) => ({
      name,
      ratio: growth(name),
      met: growth(name) <= 1.2,
    }));
    for (const { name, ratio, met } of flat) {
      process.stdout.write(
        `${name}: largest to smallest ${ratio.toFixed(2)} ×, at most 1.2: ${met ? 'met' : 'MISSED'}\n`,
      );
    }
    writeFileSync(
      join(root, 'bench/results/reads.json'),
      `${JSON.stringify({ machine, rows, flat }, null, 2)}\n`,
    );
    return flat.every(({ met }) => met) ? 0 : 1;
  } finally {
    await service.stop();
  }
}

const format = (value: number | undefined, name: string): string =>
  value === undefined
    ? 'too slow'
    : name === 'courses'
      ? value.toLocaleString('en')
      : `${value.toFixed(2)} ms`;

async function measureAt(service: Service, courses: number, before: Row | undefined): Promise<Row> {
  const { oldest, unread } = await fill(service, courses);
  const { headers } = await service.issuer.user(['admin']);
  const url = `${service.url}/v1/courses`;
  const cursor = Buffer.from(JSON.stringify(['newest', oldest])).toString('base64url');
  // An admin's list has drafts in it: such answers are never kept.
  const slow = before && (before.first === undefined || before.first > patienceMs / 10);
  const list = async (query: string) => (slow ? undefined : time(3, () => ask(`${url}?${query}`, headers)));
  await time(400, (i) => ask(`${url}/${unread[i]}`)); // warms up
  return {
    courses,
    course: await time(400, (i) => ask(`${url}/${unread.at(-1 - i)}`)),
    kept: slow ? undefined : await time(400, () => ask(`${url}?limit=20`)),
    first: await list('limit=20'),
    deep: await list(`limit=20&cursor=${cursor}`),
  };
}

async function time(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const begin = performance.now();
    await work(i);
    taken.push(performance.now() - begin);
  }
  return median(taken);
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}
