import type { Tree } from '@nx/devkit';
import { UserError } from './user-error';

/** The list of what the quick start runs, with a port for each. */
export const servicesFile = 'apps/quickstart/src/services.ts';

/** Fails, with those that there are, when there is no such service. */
export function checkService(tree: Tree, name: string): void {
  const services = tree.children('apps').filter((app) => tree.exists(`apps/${app}/src/routes.ts`));
  if (services.includes(name)) return;
  throw new UserError(`There is no service ${name}.`, `There are ${services.join(', ')}.`);
}
