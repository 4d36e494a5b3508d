import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import * as contracts from '../src';

/** The services that publish an event and the queues that receive it. */
export interface ProducersAndConsumers {
  /** Services; none when no service publishes the event yet. */
  producers: string[];
  /** `<service>.<subscription>`. */
  queues: string[];
  /** The files that create the event, from the folder of the workspace. */
  producerFiles: string[];
  /** The file of each queue's consumer. */
  consumerFiles: Record<string, string>;
}

const appsFolder = join(__dirname, '../../../apps');

/**
 * Reads the producers and consumers of each event from the code of the services. Subscriptions come from the functions
 * that `*.consumer.ts` files export: each is called with a stub of its dependencies and returns queue and event. A service
 * publishes an event when another file of its `src` imports the event's contract as a value and is reachable: imported
 * by another file, or main.ts. Throws for a consumer file without a subscription.
 */
export function findProducersAndConsumers(folder = appsFolder): (type: string) => ProducersAndConsumers {
  const files = readdirSync(folder).flatMap((app) => sourceFiles(folder, app));
  const inUse = new Set(files.flatMap(({ path }) => filesUsedBy(path)));
  const consumers = files.filter(({ path }) => path.endsWith('.consumer.ts'));
  const fromRoot = (path: string) => relative(dirname(folder), path).replaceAll('\\', '/');
  const subscriptions = consumers.flatMap(({ path }) =>
    subscriptionsOf(path).map((found) => ({ ...found, file: fromRoot(path) })),
  );
  const publications = files
    .filter((file) => !consumers.includes(file) && inUse.has(withoutExtension(file.path)))
    .flatMap(({ app, path }) => eventsImportedBy(path).map((type) => ({ app, type, file: fromRoot(path) })));
  return (type) => {
    const published = publications.filter((found) => found.type === type);
    const subscribed = subscriptions.filter(({ event }) => event.type === type);
    return {
      producers: distinct(published.map(({ app }) => app)),
      queues: distinct(subscribed.map(({ queue }) => queue)),
      producerFiles: distinct(published.map(({ file }) => file)),
      consumerFiles: Object.fromEntries(subscribed.map(({ queue, file }) => [queue, file])),
    };
  };
}

interface SourceFile {
  app: string;
  path: string;
}

function sourceFiles(folder: string, app: string): SourceFile[] {
  const source = join(folder, app, 'src');
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => ({ app, path: join(source, name) }));
}

interface FoundSubscription {
  queue: string;
  event: contracts.EventContract;
}

function subscriptionsOf(path: string): FoundSubscription[] {
  const found = exportsOf(path).filter(isSubscription);
  if (found.length > 0) return found;
  throw new Error(
    `${path} exports no subscription. Export a function that returns { queue, event, … }, or rename the file.`,
  );
}

/** Unlike `import`, accepts a Windows path. */
const load = createRequire(__filename);

function exportsOf(path: string): unknown[] {
  try {
    const exported = Object.values(load(path) as Record<string, unknown>);
    return exported.flatMap((value) => (isFactory(value) ? value(anyDependency) : value));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} cannot be loaded to read its subscriptions: ${reason}`, { cause: error });
  }
}

const isFactory = (value: unknown): value is (given: unknown) => unknown => typeof value === 'function';

const isSubscription = (value: unknown): value is FoundSubscription =>
  typeof value === 'object' && value !== null && 'queue' in value && 'event' in value;

/** A stub of any dependency: each call and each property returns the stub itself. */
const anyDependency: unknown = new Proxy(() => {}, { get: () => anyDependency, apply: () => anyDependency });

const eventNames = new Map(
  Object.entries(contracts).flatMap(([name, value]) =>
    [...contracts.eventContracts.values()].includes(value as never)
      ? [[name, (value as contracts.EventContract).type]]
      : [],
  ),
);

/** Lint requires `import type` for types, so these imports are values. */
function eventsImportedBy(path: string): string[] {
  const imports = readFileSync(path, 'utf8').matchAll(/^import \{([^}]*)\} from '@courses\/contracts'/gm);
  const names = [...imports].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  return names.flatMap((name) => eventNames.get(name) ?? []);
}

/** An import or export of values from a relative path. */
const relativeImports = /^(?:import|export)(?! type\b)[^'"`;]*?from '(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm;

/** Paths without extension; includes main.ts itself, which no file imports. */
function filesUsedBy(path: string): string[] {
  const imports = [...readFileSync(path, 'utf8').matchAll(relativeImports)];
  const imported = imports.map(([, from, dynamic]) => join(dirname(path), from ?? dynamic ?? ''));
  const program = basename(path) === 'main.ts' ? [withoutExtension(path)] : [];
  return [...program, ...imported, ...imported.map((folder) => join(folder, 'index'))];
}

const withoutExtension = (path: string): string => path.replace(/\.ts$/, '');

const distinct = (names: string[]): string[] => [...new Set(names)].sort();
