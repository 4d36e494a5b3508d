import type { Tree } from '@nx/devkit';
import { UserError } from './user-error';
import type { Address } from './use-case/service-api';

/** Fails when one of these endpoints is recorded: others may call it, and `npm run contracts:record` would refuse its absence. */
export function checkNotPublished(tree: Tree, service: string, endpoints: Address[]): void {
  const file = `libs/contracts/published/http/${service}.json`;
  const recorded = JSON.parse(tree.read(file, 'utf8') ?? '{}') as { endpoints?: object };
  const addresses = endpoints.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const published = addresses.filter((address) => Object.hasOwn(recorded.endpoints ?? {}, address));
  if (published.length === 0) return;
  throw new UserError(
    `Others may call ${published.join(', ')}: ${file} has it.`,
    'When nobody calls it any more, delete its entry there (or the file with the last one), then remove it.',
  );
}
