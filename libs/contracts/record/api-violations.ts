import type { SchemaChange } from './compare-schemas';

const fileOf = (name: string): string => `libs/contracts/published/http/${name}.json`;

const forget = (...[address, ...more]: string[]): string =>
  `delete ${more.length > 0 ? 'these entries' : `"${address}"`} from that file and run: npm run contracts:record`;

/** What to say of endpoints of an API that break in the same way; `changes` is text of `changeText`, line by line. */
export const breach = (name: string, addresses: string[], changes: string): string =>
  [
    `${addresses.join(',\n')}: not what was published in ${fileOf(name)} any more:`,
    changes,
    `  Keep what callers use: the old field beside the new one; or the endpoint as it was, and a new one beside it${example(addresses)}.`,
    `  When nobody relies on it any more (or it was never released): ${forget(...addresses)}`,
  ].join('\n');

/** The first address in the next version, where addresses have versions. */
function example([address = '']: string[]): string {
  const next = address.replace(/\/v(\d+)\//, (_, version) => `/v${Number(version) + 1}/`);
  return next === address ? '' : `,\n  e.g. ${next}`;
}

export const changeText = ({ path, what }: SchemaChange): string =>
  path.startsWith('response')
    ? `  ${path}: ${what} - callers do not get what they read`
    : `  ${path}: ${what} - requests that were right are refused, or mean something else`;

export const deleted = (name: string, address: string): string =>
  [
    `${address} was published in ${fileOf(name)} and is no endpoint any more, at least not with this method and path.`,
    '  Bring it back, beside what replaces it: callers may still use it.',
    `  When nobody calls it any more (or it was never released): ${forget(address)}`,
  ].join('\n');

export const draftAgain = (name: string, address: string): string =>
  [
    `${address} was published in ${fileOf(name)} and is marked as a draft again. Take out \`draft: true\`.`,
    `  If it was never released: ${forget(address)}`,
  ].join('\n');

export const deletedApi = (name: string): string =>
  [
    `The API of ${name} was published (${fileOf(name)}) and libs/contracts/src/index.ts exports it no more.`,
    '  Bring it back: callers may still use it. Delete that file only when nobody calls it any more.',
  ].join('\n');
