import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '../src';
import { about } from './about';
import { addressOf, apiSchema, type ApiSchema, type EndpointSchema } from './api-schema';
import { compareEndpoints } from './compare-endpoints';
import type { SchemaChange } from './compare-schemas';
import type { JsonSchema } from './json-schema';
import { readRecorded, recordedFile, recordedNames, toText, type Comparison } from './recorded-files';

/** What was published of each API, `<service>.json`. */
export const publishedApisFolder = join(__dirname, '../published/http');

/** The endpoints of each API, by the name of its service. */
export type Apis = ReadonlyMap<string, readonly Endpoint[]>;

/** The APIs among the exports of a module: `courseReviewsApi` is that of course-reviews. */
export const findApis = (exported: object): Apis =>
  new Map(
    Object.entries(exported)
      .filter(([name]) => name.endsWith('Api'))
      .map(([name, api]) => [serviceOf(name), Object.values(api as object).filter(isEndpoint)]),
  );

const serviceOf = (name: string): string =>
  name.replace(/Api$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

export function compareWithPublishedApis(apis: Apis, folder = publishedApisFolder): Comparison {
  const comparison: Comparison = { refusals: [], unrecorded: [] };
  for (const [name, endpoints] of apis) {
    const recorded = readApi(folder, name);
    const current = apiSchema(endpoints);
    for (const [address, endpoint] of Object.entries(recorded.endpoints)) {
      const refusal = refusalOf({ name, address, endpoint, recorded, current, endpoints });
      if (refusal) comparison.refusals.push(refusal);
    }
    if (toText(recorded) !== toText(current)) comparison.unrecorded.push(name);
  }
  const deleted = recordedNames(folder).filter((name) => !apis.has(name));
  comparison.refusals.push(...deleted.map(deletedApi));
  return comparison;
}

/** Writes these APIs as they are today, whatever was recorded before. */
export function recordApis(names: string[], apis: Apis, folder = publishedApisFolder): void {
  for (const name of names)
    writeFileSync(recordedFile(folder, name), toText(apiSchema(apis.get(name) ?? [])));
}

function readApi(folder: string, name: string): ApiSchema {
  const recorded = readRecorded<Partial<ApiSchema>>(folder, name);
  return { $defs: recorded?.$defs ?? {}, endpoints: recorded?.endpoints ?? {} };
}

interface RecordedEndpoint {
  name: string;
  address: string;
  endpoint: EndpointSchema;
  recorded: ApiSchema;
  current: ApiSchema;
  endpoints: readonly Endpoint[];
}

function refusalOf({ name, address, endpoint, recorded, current, endpoints }: RecordedEndpoint) {
  const today = endpoints.find((each) => withoutNames(addressOf(each)) === withoutNames(address));
  if (!today) return deleted(name, address);
  if (today.draft) return draftAgain(name, address);
  const before = { endpoint: withPathNames(endpoint, address, addressOf(today)), $defs: recorded.$defs };
  const after = { endpoint: current.endpoints[addressOf(today)] as EndpointSchema, $defs: current.$defs };
  const breaking = about(address, () => compareEndpoints(before, after)).filter(({ breaks }) => breaks);
  return breaking.length > 0 ? breach(name, address, breaking) : undefined;
}

/** The names of path parameters are not sent. */
const withoutNames = (address: string): string => address.replaceAll(/:\w+/g, ':');

function withPathNames(endpoint: EndpointSchema, recorded: string, current: string): EndpointSchema {
  const [before, after] = [recorded, current].map((address) =>
    [...address.matchAll(/:(\w+)/g)].map(([, name]) => name),
  );
  const renamed = (name: string) => after?.[before?.indexOf(name) ?? -1] ?? name;
  const { path, ...parts } = endpoint.request.properties ?? {};
  if (typeof path !== 'object') return endpoint;
  const properties = Object.entries(path.properties ?? {}).map(([name, schema]) => [renamed(name), schema]);
  const renamedPath = {
    ...path,
    properties: Object.fromEntries(properties) as Record<string, JsonSchema>,
    required: path.required?.map(renamed) ?? [],
  };
  return { ...endpoint, request: { ...endpoint.request, properties: { ...parts, path: renamedPath } } };
}

const fileOf = (name: string): string => `libs/contracts/published/http/${name}.json`;

const forget = (address: string): string =>
  `delete "${address}" from that file and run: npm run contracts:record`;

const breach = (name: string, address: string, changes: SchemaChange[]): string =>
  [
    `${address} breaks what was published in ${fileOf(name)}:`,
    ...changes.map(({ path, what }) => `  ${path}: ${what} - ${consequence(path)}`),
    `  Keep what callers use: the old field beside the new one; or this endpoint as it was, and a new one beside it,`,
    `  ${address.replace(/\/v(\d+)\//, (_, version) => `/v${Number(version) + 1}/`)}.`,
    `  When nobody relies on it any more (or it was never released): ${forget(address)}`,
  ].join('\n');

const consequence = (path: string): string =>
  path.startsWith('response')
    ? 'callers do not get what they read'
    : 'requests that were right are refused, or mean something else';

const deleted = (name: string, address: string): string =>
  [
    `${address} was published in ${fileOf(name)} and is no endpoint any more, at least not with this method and path.`,
    '  Bring it back, beside what replaces it: callers may still use it.',
    `  When nobody calls it any more (or it was never released): ${forget(address)}`,
  ].join('\n');

const draftAgain = (name: string, address: string): string =>
  [
    `${address} was published in ${fileOf(name)} and is marked as a draft again. Take out \`draft: true\`.`,
    `  If it was never released: ${forget(address)}`,
  ].join('\n');

const deletedApi = (name: string): string =>
  [
    `The API of ${name} was published (${fileOf(name)}) and libs/contracts/src/index.ts exports it no more.`,
    '  Bring it back: callers may still use it. Delete that file only when nobody calls it any more.',
  ].join('\n');
