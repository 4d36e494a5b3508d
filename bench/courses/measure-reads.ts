import { describeMachine } from '../shared/machine';
import { checkGoals, exitCode, writeJson } from '../shared/results';
import { startService, type Service } from '../shared/service';
import { median } from '../shared/statistics';
import { fillCatalog } from './fill-catalog';

/** A slower list query is not measured for larger catalogs. */
const slowQueryMs = 2_000;

interface Row {
  courses: number;
  /** Milliseconds of one read: a course that is not cached. */
  course: number;
  /** The cached first page. */
  cached: number | undefined;
  /** The first page by a query; undefined where the database is too slow. */
  first: number | undefined;
  /** A page among the last ones, by a query. */
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
      const printed = (Object.entries(row) as [keyof Row, number | undefined][]).map(
        ([name, value]) => `${name} ${format(value, name)}`,
      );
      process.stdout.write(`${printed.join('   ')}\n`);
    }
    const growth = (name: 'course' | 'cached') => {
      const values = rows.flatMap((row) => row[name] ?? []);
      return (values.at(-1) ?? NaN) / (values[0] ?? NaN);
    };
    const goals = checkGoals(
      (['course', 'cached'] as const).map((name) => ({
        what: `${name}: largest to smallest catalog`,
        value: growth(name),
        atMost: 1.2,
      })),
    );
    writeJson('reads', { machine, rows, goals });
    return exitCode(goals);
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
  const { oldest, unread } = await fillCatalog(service, courses);
  const { headers } = await service.issuer.user(['admin']);
  const url = `${service.url}/v1/courses`;
  const cursor = Buffer.from(JSON.stringify(['newest', oldest])).toString('base64url');
  // An admin's list includes drafts, so its responses are never cached.
  const slow = before && (before.first === undefined || before.first > slowQueryMs);
  const list = async (query: string) => (slow ? undefined : time(3, () => read(`${url}?${query}`, headers)));
  await time(400, (i) => read(`${url}/${unread[i]}`)); // warm-up
  return {
    courses,
    course: await time(400, (i) => read(`${url}/${unread.at(-1 - i)}`)),
    cached: slow ? undefined : await time(400, () => read(`${url}?limit=20`)),
    first: await list('limit=20'),
    deep: await list(`limit=20&cursor=${cursor}`),
  };
}

async function time(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const begin = performance.now();
    await work(i);
    durations.push(performance.now() - begin);
  }
  return median(durations);
}

async function read(url: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}
