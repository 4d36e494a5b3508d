import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readsIn, type Reads } from '../edits/reads';
import { copyRepository, type Copy } from '../support/copy';

jest.setTimeout(1_800_000);

const isShort = process.env.SHORT !== undefined;

/** A plural, one that is no plural, and a name of two words; each subscribes to another kind of event. */
const services = {
  reviews: 'course.published.v1',
  billing: 'account.registered.v1',
  ...(isShort ? {} : { 'course-certificates': 'enrollment.completed.v1' }),
};

/** What can be added to a service, also to one that no generator made, and is removed in the other order. */
const parts = [
  ['use-case', 'rate-course', 'reviews'],
  ['event', 'review.published', 'reviews'],
  ['use-case', 'export-course', 'courses'],
  ['subscription', 'greet-when-course-published', 'identity'],
  ...(isShort
    ? []
    : [
        ['use-case', 'read-summary', 'reviews'],
        ['subscription', 'thank-when-enrollment-confirmed', 'reviews'],
        ['subscription', 'delete-when-account-registered', 'courses'],
        ['event', 'course.rated', 'courses'],
        ['use-case', 'read-habits', 'identity'],
        ['event', 'account.locked', 'identity'],
      ]),
];

/** Subscribes to a generated event that names no user. */
const last = 'votes';
const names = [...Object.keys(services), last];

/** What is linted, tested and built in the short form: the new services and the contracts. Types are checked everywhere. */
const checked = [...names, 'contracts'];

let copy: Copy;
let reads: Reads;
beforeAll(async () => {
  copy = await copyRepository('shared');
  reads = readsIn(copy);
});
afterAll(() => {
  reads.remove();
  copy.remove();
});

const commit = () => copy.do('git add -A && git commit -qm step');
let generating = 0;
async function generate(command: string): Promise<void> {
  const before = performance.now();
  await copy.do(`npx nx g ${command}`);
  generating = (performance.now() - before) / 1_000;
}

test('a dry run writes nothing', async () => {
  const { output } = await copy.type(
    'npx nx g service reviews --description="What students think." --dry-run',
  );
  expect(output).toContain('CREATE apps/reviews/src/app.ts');
  expect(await copy.changes()).toBe('');
});

test('changes that are not committed are in nobody’s way, and refused where they would be mixed up', async () => {
  await copy.do('echo "# mine" >> skaffold.yaml');
  const { status, output } = await copy.type('npx nx g service reviews --description="What students think."');
  expect(status).not.toBe(0);
  expect(output).toContain('There are uncommitted changes in skaffold.yaml');
  expect(output).not.toMatch(/^\s+at /m);
  await copy.do('git checkout -q skaffold.yaml');
  expect(await copy.changes()).toBe('');
});

test('services, and parts for old and new ones', async () => {
  for (const [name, event] of Object.entries(services)) {
    await generate(`service ${name} --event=${event} --description="What ${name} is for."`);
    const lines = await copy.do(
      `cat $(find apps/${name} libs/contracts/src/http/${name}-api.ts -type f) | wc -l`,
    );
    expect(Number(lines)).toBeLessThanOrEqual(400);
    process.stdout.write(`${name}: ${lines} lines in ${generating.toFixed(1)} s\n`);
    await commit();
  }
  for (const [kind, name, service] of parts) {
    await generate(`${kind} ${name} --service=${service}`);
    await commit();
  }
  await generate(`service ${last} --event=review.published.v1 --description="Subscribes to a new event."`);
  await commit();
});

test('pass every check as they come', async () => {
  const before = performance.now();
  const checks = isShort
    ? `npx nx run-many -t typecheck; npx nx run-many -t lint test build -p ${checked.join()}`
    : 'npx nx run-many -t lint typecheck test build';
  await copy.do(`unset NO_COLOR; ${reads.watch}; ${checks}`);
  const seconds = (performance.now() - before) / 1_000;
  process.stdout.write(`${checks}: ${seconds.toFixed(0)} s\n`);
  await copy.do('npm run format:check');
  expect(await copy.do('git status --short')).toBe('');
});

test('meanwhile, no task opens a file that does not go into its hash', async () => {
  const found = await reads.found();
  const ran = found.filter(({ task }) => !isShort || checked.includes(task.split(':')[0] ?? ''));
  expect(ran.filter(({ opened }) => opened.length === 0).map(({ task }) => task)).toEqual([]);
  const wrong = found.filter(({ unknown }) => unknown.length > 0);
  expect(wrong.map(({ task, unknown }) => [task, unknown])).toEqual([]);
});

test('run with everything else on npm start, and the browser reaches them', async () => {
  await copy.start(async (printed) => {
    const client = /Web page\s+(\S+)/.exec(printed)?.[1] ?? '';
    for (const name of names) {
      const label = (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');
      const [, docs = ''] = new RegExp(`${label}\\s+(\\S+/docs)`).exec(printed) ?? [];
      expect((await fetch(docs)).status).toBe(200);
      const answer = await fetch(`${client}/api/v1/${name}`);
      expect([name, await answer.json()]).toEqual([
        name,
        expect.objectContaining({ code: 'unauthenticated' }),
      ]);
    }
  });
});

test('what Git does not have is not removed unless one insists', async () => {
  await copy.do('echo "// mine" >> apps/billing/src/app.ts');
  const { status, output } = await copy.type('npx nx g remove-service billing');
  expect(status).not.toBe(0);
  expect(output).toContain('Uncommitted changes would be lost: apps/billing/src/app.ts');
  await copy.do('npx nx g remove-service billing --force');
  expect(existsSync(join(copy.path, 'apps/billing'))).toBe(false);
  await commit();
});

test('a service that publishes is not removed before its events', async () => {
  const { status, output } = await copy.type('npx nx g remove-service reviews');
  expect(status).not.toBe(0);
  expect(output).toContain('nx g remove-event <name> --service=reviews');
});

test('removed again, they leave nothing', async () => {
  await generate(`remove-service ${last}`);
  await commit();
  for (const [kind, name, service] of [...parts].reverse()) {
    await generate(`remove-${kind} ${name} --service=${service}`);
    await commit();
  }
  for (const name of Object.keys(services).filter((each) => each !== 'billing')) {
    await generate(`remove-service ${name}`);
    await commit();
  }
  expect(await copy.changes()).toBe('');
});
