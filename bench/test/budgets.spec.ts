import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildBundles } from '@courses/testing';

const dist = join(__dirname, '../../dist');

/** What a start must read and run, with a margin of a tenth; raise a budget here on purpose. */
const budgets = [
  { app: 'client', megabytes: 1.9, modules: 545 },
  { app: 'courses', megabytes: 3.6, modules: 1_065 },
  { app: 'enrollments', megabytes: 3.6, modules: 1_075 },
  { app: 'identity', megabytes: 4.15, modules: 1_085 },
];

beforeAll(() => buildBundles(...budgets.map(({ app }) => app)), 300_000);

describe.each(budgets)('the bundle of $app', ({ app, megabytes, modules }) => {
  it(`is no larger than ${megabytes} MB`, () => {
    expect(statSync(join(dist, `apps/${app}/main.js`)).size).toBeLessThanOrEqual(megabytes * 1e6);
  });

  it(`contains no more than ${modules} modules`, () => {
    const { outputs } = JSON.parse(readFileSync(join(dist, `bundles/${app}.json`), 'utf8')) as {
      outputs: Record<string, { inputs: object }>;
    };
    const { inputs = {} } = outputs[`dist/apps/${app}/main.js`] ?? {};
    expect(Object.keys(inputs).length).toBeLessThanOrEqual(modules);
  });
});
