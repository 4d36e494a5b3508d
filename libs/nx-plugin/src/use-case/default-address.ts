import { singular, spell } from '../names';
import { prefixesOf, type Address, type Method, type ServiceApi } from './service-api';

interface Things {
  /** Path of all of them. */
  all: string;
  /** Path of one. */
  one: string;
  /** Where `read` finds it. */
  read: string;
}

/** What a verb means in HTTP; any other is something to be done to one: `POST …/:courseId/publish`. */
const meanings = new Map<string, (things: Things) => [Method, string]>(
  Object.entries({
    list: ({ all }) => ['get', all],
    find: ({ all }) => ['get', all],
    search: ({ all }) => ['get', all],
    count: ({ all }) => ['get', `${all}/count`],
    read: ({ read }) => ['get', read],
    get: ({ read }) => ['get', read],
    create: ({ all }) => ['post', all],
    add: ({ all }) => ['post', all],
    change: ({ one }) => ['patch', one],
    update: ({ one }) => ['patch', one],
    replace: ({ one }) => ['put', one],
    remove: ({ one }) => ['delete', one],
    delete: ({ one }) => ['delete', one],
  }),
);

/** What a developer expects of `rate-course`: `POST /v1/courses/:courseId/rate` where the API has courses. */
export function defaultAddress(service: string, api: ServiceApi, name: string): Address {
  const [verb = '', ...words] = name.split('-');
  const home = homeOf(service, api);
  const things = thingsOf(api, home, words);
  const { all } = things;
  const noun = words.at(-1) ?? '';
  const meaning = meanings.get(verb) ?? (({ one }) => ['post', `${one}/${verb}`]);
  const [method, path] = meaning(isPlural(noun) ? { all, one: all, read: all } : things);
  return { method, path };
}

function thingsOf(api: ServiceApi, home: string, words: string[]): Things {
  const noun = words.join('-');
  const known = collectionOf(api, plural(noun)) ?? collectionOf(api, noun);
  const owner = known === undefined ? ownerOf(api, words) : undefined;
  if (owner) return thingsOf(api, owner.path, owner.rest);
  const all = known ?? `${home}/${plural(noun)}`;
  const one = oneOf(api, all, noun);
  // What is read and is none of many: the summary, the settings.
  return { all, one, read: known === undefined ? `${home}/${noun}` : one };
}

/** Of `course-summary` the course, where the API has courses. */
function ownerOf(api: ServiceApi, words: string[]) {
  for (let count = words.length - 1; count > 0; count -= 1) {
    const noun = words.slice(0, count).join('-');
    const all = collectionOf(api, plural(noun));
    if (all) return { path: oneOf(api, all, noun), rest: words.slice(count) };
  }
  return undefined;
}

const oneOf = (api: ServiceApi, all: string, noun: string): string =>
  `${all}/:${idIn(api, all) ?? `${spell(singular(noun)).camel}Id`}`;

/** The shortest path that the API has and that ends with the word. */
const collectionOf = (api: ServiceApi, word: string): string | undefined =>
  [...prefixesOf(api), ...api.endpoints.flatMap(({ path }) => beginningsOf(path))]
    .filter((path) => path.endsWith(`/${word}`))
    .sort((one, other) => one.length - other.length)[0];

/** The name of the parameter that stands for one of these in the API. */
const idIn = (api: ServiceApi, all: string): string | undefined =>
  api.endpoints
    .filter(({ path }) => path.startsWith(`${all}/:`))
    .map(({ path }) => /^\w+/.exec(path.slice(all.length + 2))?.[0])[0];

const beginningsOf = (path: string): string[] =>
  path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));

function homeOf(service: string, api: ServiceApi): string {
  const prefixes = prefixesOf(api).sort((one, other) => depthOf(one) - depthOf(other));
  const own = `/v1/${service}`;
  return prefixes.includes(own) ? own : (prefixes[0] ?? own);
}

const depthOf = (path: string): number => path.split('/').length;

/** `status` and `news` count as many: neither has ids. */
const isPlural = (noun: string) => /[^s]s$/.test(noun);

function plural(noun: string): string {
  if (isPlural(noun)) return noun;
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies');
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
