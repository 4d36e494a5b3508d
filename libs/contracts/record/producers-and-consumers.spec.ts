import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findProducersAndConsumers } from './producers-and-consumers';

let apps: string;
beforeEach(() => (apps = mkdtempSync(join(tmpdir(), 'apps-'))));
afterEach(() => rmSync(apps, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(apps, path)), { recursive: true });
  writeFileSync(join(apps, path), text);
}

const consumer = `
  import { courseArchived, coursePublished } from '@courses/contracts';
  export const onCourse = (log: { child(name: string): { info(): void } }) => {
    log.child('x').info();
    return [coursePublished, courseArchived].map((event) => ({ queue: \`mail.on-\${event.type.split('.')[1]}\`, event }));
  };
  export const name = 'not a subscription';`;

it('finds the queues of an event in the subscriptions of consumer files', () => {
  write('mail/src/use-cases/send/send.consumer.ts', consumer);
  const producersAndConsumersOf = findProducersAndConsumers(apps);
  expect(producersAndConsumersOf('course.archived.v1')).toEqual({
    producers: [],
    queues: ['mail.on-archived'],
    producerFiles: [],
    consumerFiles: {
      'mail.on-archived': expect.stringMatching(/^apps-\w+\/mail\/src\/use-cases\/send\/send\.consumer\.ts$/),
    },
  });
  expect(producersAndConsumersOf('course.changed.v1')).toMatchObject({ producers: [], queues: [] });
});

it('finds the producers of an event by imports of its contract, except in consumers, specs and types', () => {
  const asValue = "import { coursePublished, type Course } from '@courses/contracts';";
  write('one/src/persistence/document.ts', asValue);
  write('one/src/app.ts', "import {\n  a,\n  b,\n} from './persistence/document';");
  write('two/src/persistence/document.spec.ts', asValue);
  write('three/src/domain/course.ts', "import type { coursePublished } from '@courses/contracts';");
  write('four/src/domain/course.ts', "import { type coursePublished } from '@courses/contracts';");
  write('five/package.json', '{}');
  const producersAndConsumersOf = findProducersAndConsumers(apps);
  expect(producersAndConsumersOf('course.published.v1')).toMatchObject({
    producers: ['one'],
    producerFiles: [expect.stringMatching(/\/one\/src\/persistence\/document\.ts$/)],
  });
});

it.each([
  ['nobody', {}, []],
  ['a spec', { 'persistence/to-published.spec.ts': "import { a } from './to-published';" }, []],
  ['others as a type', { 'app.ts': "import type { A } from './persistence/to-published';" }, []],
  ['others', { 'app.ts': "import { a } from './persistence/to-published';" }, ['mail']],
  ['others at run time', { 'app.ts': "const a = await import('./persistence/to-published');" }, ['mail']],
])('decides by who imports it whether a file publishes: %s', (_who, others, producers) => {
  write('mail/src/persistence/to-published.ts', "import { coursePublished } from '@courses/contracts';");
  for (const [path, text] of Object.entries(others)) write(`mail/src/${path}`, text);
  expect(findProducersAndConsumers(apps)('course.published.v1').producers).toEqual(producers);
});

it('finds the contracts that main.ts or the index of an imported folder imports', () => {
  write('one/src/main.ts', "import { coursePublished } from '@courses/contracts';");
  write('two/src/events/index.ts', "import { courseArchived } from '@courses/contracts';");
  write('two/src/app.ts', "export { a } from './events';");
  const producersAndConsumersOf = findProducersAndConsumers(apps);
  expect(producersAndConsumersOf('course.published.v1').producers).toEqual(['one']);
  expect(producersAndConsumersOf('course.archived.v1').producers).toEqual(['two']);
});

it('throws for a consumer file without a subscription', () => {
  write('mail/src/send.consumer.ts', 'export const send = () => undefined;');
  expect(() => findProducersAndConsumers(apps)).toThrow('send.consumer.ts exports no subscription');
});
