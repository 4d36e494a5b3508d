import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import * as contracts from '../src';

/** Who sends an event, and the queues that take it. */
export interface ProducersAndConsumers {
  /** Services; none when no service publishes the event yet. */
  publishers: string[];
  /** `<service>.<subscription>`. */
  queues: string[];
}

const appsFolder = join(__dirname, '../../../apps');

/**
 * Reads the services' code, so that nobody has to keep a list. Subscriptions are made by the functions that
 * `*.consumer.ts` files export: each is called, with a stand-in for whatever it wants, and what comes back says queue and
 * event. A service publishes an event when any other file of its `src` imports the event's contract as a value, and is
 * itself in use: imported by another one, or the program. Throws when a consumer file shows no subscription.
 */
export function findProducersAndConsumers(folder = appsFolder): (type: string) => ProducersAndConsumers {
  const files = readdirSync(folder).flatMap((app) => sourceFiles(folder, app));
  const inUse = new Set(files.flatMap(({ path }) => filesUsedBy(path)));
  const consumers = files.filter(({ path }) => path.endsWith('.consumer.ts'));
  const subscriptions = consumers.flatMap(({ path }) => subscriptionsOf(path));
  const publications = files
    .filter((file) => !consumers.includes(file) && inUse.has(withoutExtension(file.path)))
    .flatMap(({ app, path }) => eventsImportedBy(path).map((type) => ({ app, type })));
  return (type) => ({
    publishers: distinct(publications.filter((found) => found.type === type).map(({ app }) => app)),
    queues: distinct(subscriptions.filter(({ event }) => event.type === type).map(({ queue }) => queue)),
  });
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
  const found = madeBy(path).filter(isSubscription);
  if (found.length > 0) return found;
  throw new Error(
    `${path} exports no function that makes a subscription. Let it export one that returns { queue, event, … }, or give the file another name.`,
  );
}

/** `import` would take the path for an address. */
const load = createRequire(__filename);

function madeBy(path: string): unknown[] {
  try {
    const exported = Object.values(load(path) as Record<string, unknown>);
    return exported.flatMap((value) => (isFactory(value) ? value(standIn) : value));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} does not show its subscriptions: ${reason}`, { cause: error });
  }
}

const isFactory = (value: unknown): value is (given: unknown) => unknown => typeof value === 'function';

const isSubscription = (value: unknown): value is FoundSubscription =>
  typeof value === 'object' && value !== null && 'queue' in value && 'event' in value;

/** Lets itself be called and read, with nothing but itself as the answer. */
const standIn: unknown = new Proxy(() => {}, { get: () => standIn, apply: () => standIn });

const eventNames = new Map(
  Object.entries(contracts).flatMap(([name, value]) =>
    [...contracts.eventContracts.values()].includes(value as never)
      ? [[name, (value as contracts.EventContract).type]]
      : [],
  ),
);

/** Types are imported apart (`import type`, or `type` before the name); lint demands it. */
function eventsImportedBy(path: string): string[] {
  const imports = readFileSync(path, 'utf8').matchAll(/^import \{([^}]*)\} from '@courses\/contracts'/gm);
  const names = [...imports].flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  return names.flatMap((name) => eventNames.get(name) ?? []);
}

/** What makes other files be in use: an import or export from their relative path, but for types. */
const relativeImports = /^(?:import|export)(?! type\b)[^'"`;]*?from '(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm;

/** Without extension; the program itself, which nobody imports, among them. */
function filesUsedBy(path: string): string[] {
  const imports = [...readFileSync(path, 'utf8').matchAll(relativeImports)];
  const imported = imports.map(([, from, dynamic]) => join(dirname(path), from ?? dynamic ?? ''));
  const program = basename(path) === 'main.ts' ? [withoutExtension(path)] : [];
  return [...program, ...imported, ...imported.map((folder) => join(folder, 'index'))];
}

const withoutExtension = (path: string): string => path.replace(/\.ts$/, '');

const distinct = (names: string[]): string[] => [...new Set(names)].sort();
