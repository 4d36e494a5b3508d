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

test('the queues of an event are those of the subscriptions that consumer files make', () => {
  write('mail/src/use-cases/send/send.consumer.ts', consumer);
  const producersAndConsumersOf = findProducersAndConsumers(apps);
  expect(producersAndConsumersOf('course.archived.v1')).toEqual({
    publishers: [],
    queues: ['mail.on-archived'],
  });
  expect(producersAndConsumersOf('course.changed.v1')).toEqual({ publishers: [], queues: [] });
});

test('publishers of an event are services whose code uses its contract, beside consumers, specs and types', () => {
  const asValue = "import { coursePublished, type Course } from '@courses/contracts';";
  write('one/src/persistence/document.ts', asValue);
  write('one/src/app.ts', "import {\n  a,\n  b,\n} from './persistence/document';");
  write('two/src/persistence/document.spec.ts', asValue);
  write('three/src/domain/course.ts', "import type { coursePublished } from '@courses/contracts';");
  write('four/src/domain/course.ts', "import { type coursePublished } from '@courses/contracts';");
  write('five/package.json', '{}');
  const producersAndConsumersOf = findProducersAndConsumers(apps);
  expect(producersAndConsumersOf('course.published.v1').publishers).toEqual(['one']);
});

test.each([
  ['nobody', {}, []],
  ['a spec', { 'persistence/to-published.spec.ts': "import { a } from './to-published';" }, []],
  ['others as a type', { 'app.ts': "import type { A } from './persistence/to-published';" }, []],
  ['others', { 'app.ts': "import { a } from './persistence/to-published';" }, ['mail']],
  ['others at run time', { 'app.ts': "const a = await import('./persistence/to-published');" }, ['mail']],
])(
  'a file that imports a contract, and is imported by %s, publishes accordingly',
  (_who, others, publishers) => {
    write('mail/src/persistence/to-published.ts', "import { coursePublished } from '@courses/contracts';");
    for (const [path, text] of Object.entries(others)) write(`mail/src/${path}`, text);
    expect(findProducersAndConsumers(apps)('course.published.v1').publishers).toEqual(publishers);
  },
);

test('a program that imports a contract publishes it, and so does a folder that is imported by its name', () => {
  write('one/src/main.ts', "import { coursePublished } from '@courses/contracts';");
  write('two/src/events/index.ts', "import { courseArchived } from '@courses/contracts';");
  write('two/src/app.ts', "export { a } from './events';");
  const producersAndConsumersOf = findProducersAndConsumers(apps);
  expect(producersAndConsumersOf('course.published.v1').publishers).toEqual(['one']);
  expect(producersAndConsumersOf('course.archived.v1').publishers).toEqual(['two']);
});

test('a consumer file without a subscription is an error, not an empty list', () => {
  write('mail/src/send.consumer.ts', 'export const send = () => undefined;');
  expect(() => findProducersAndConsumers(apps)).toThrow(
    'send.consumer.ts exports no function that makes a subscription',
  );
});
