import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '../src';
import { about } from './about';
import { breach, changeText, deleted, deletedApi, draftAgain } from './api-violations';
import { addressOf, apiSchema, type ApiSchema, type EndpointSchema } from './api-schema';
import { compareEndpoints } from './compare-endpoints';
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
  const comparison: Comparison = { violations: [], unrecorded: [] };
  for (const [name, endpoints] of apis) {
    const recorded = readApi(folder, name);
    const current = apiSchema(endpoints);
    comparison.violations.push(...violationsOf(name, { endpoints, recorded, current }));
    if (toText(recorded) !== toText(current)) comparison.unrecorded.push(name);
  }
  const gone = recordedNames(folder).filter((name) => !apis.has(name));
  comparison.violations.push(...gone.map(deletedApi));
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

interface Versions {
  endpoints: readonly Endpoint[];
  recorded: ApiSchema;
  current: ApiSchema;
}

/** Endpoints that break in the same way, as they do when they share a schema, are named together. */
function violationsOf(name: string, { endpoints, recorded, current }: Versions): string[] {
  const violations: string[] = [];
  const broken = new Map<string, string[]>();
  for (const [address, endpoint] of Object.entries(recorded.endpoints)) {
    const today = endpoints.find((each) => withoutNames(addressOf(each)) === withoutNames(address));
    if (!today) violations.push(deleted(name, address));
    else if (today.draft) violations.push(draftAgain(name, address));
    else {
      const before = { endpoint: withPathNames(endpoint, address, addressOf(today)), $defs: recorded.$defs };
      const after = { endpoint: current.endpoints[addressOf(today)] as EndpointSchema, $defs: current.$defs };
      const changes = about(address, () => compareEndpoints(before, after)).filter(({ breaks }) => breaks);
      const text = changes.map(changeText).join('\n');
      if (text) broken.set(text, [...(broken.get(text) ?? []), address]);
    }
  }
  return [...violations, ...[...broken].map(([changes, addresses]) => breach(name, addresses, changes))];
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
