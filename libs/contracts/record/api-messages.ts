import type { SchemaChange } from './compare-schemas';

const fileOf = (name: string): string => `libs/contracts/published/http/${name}.json`;

const forget = (...[address, ...more]: string[]): string =>
  `delete ${more.length > 0 ? 'these entries' : `"${address}"`} from that file and run: npm run contracts:record`;

/** The error for endpoints that break in the same way; `changes` has a line of `changeText` for each change. */
export const breakingChange = (name: string, addresses: string[], changes: string): string =>
  [
    `${addresses.join(',\n')} broke the contract published in ${fileOf(name)}:`,
    changes,
    `  Keep the old field beside the new one; or leave the endpoint as it was and add a new one${example(addresses)}.`,
    `  If no caller uses it any more (or it was never released): ${forget(...addresses)}`,
  ].join('\n');

/** The first address in the next version, if it has a version. */
function example([address = '']: string[]): string {
  const next = address.replace(/\/v(\d+)\//, (_, version) => `/v${Number(version) + 1}/`);
  return next === address ? '' : `,\n  e.g. ${next}`;
}

export const changeText = ({ path, what }: SchemaChange): string =>
  path.startsWith('response')
    ? `  ${path}: ${what} - callers miss data that they read`
    : `  ${path}: ${what} - valid requests are rejected, or mean something else`;

export const deleted = (name: string, address: string): string =>
  [
    `${address} was published in ${fileOf(name)} and no longer exists with this method and path.`,
    '  Restore it beside its replacement: callers may still use it.',
    `  If no caller uses it any more (or it was never released): ${forget(address)}`,
  ].join('\n');

export const draftAgain = (name: string, address: string): string =>
  [
    `${address} was published in ${fileOf(name)} and is marked as a draft again. Remove \`draft: true\`.`,
    `  If it was never released: ${forget(address)}`,
  ].join('\n');

export const deletedApi = (name: string): string =>
  [
    `The API of ${name} was published (${fileOf(name)}) and is no longer exported from libs/contracts/src/index.ts.`,
    '  Restore it: callers may still use it. Delete that file only when no caller uses it any more.',
  ].join('\n');
