import { formatFiles, type Tree } from '@nx/devkit';
import { spell } from '../names';
import { commit, withNextSteps } from '../next-steps';
import { recordContracts } from '../record-contracts';
import { UserError } from '../user-error';
import { checkNotPublished } from '../check-not-published';
import { unregister } from '../service/registrations';
import { checkNothingLost } from '../check-committed';
import { serviceApi } from '../use-case/service-api';
import { knownEvents } from '../workspace-contracts';
import { filesThatMention } from '../workspace-files';
import { checkService, servicesFile } from '../workspace-services';

export interface RemoveServiceOptions {
  name: string;
  /** Also delete uncommitted changes. */
  force?: boolean;
}

/** `nx g remove-service <name>`: removes a generated service, with everything that was added to it since. */
export async function removeService(tree: Tree, { name, force = false }: RemoveServiceOptions) {
  revertService(tree, name);
  await formatFiles(tree);
  if (!force) checkNothingLost(tree);
  return withNextSteps(() => recordContracts(tree), {
    done: `The service ${name} is removed.`,
    steps: {
      'check the rest': 'npx nx run-many -t lint typecheck test',
      commit: commit(`feat: no ${name}`),
      'where it has run': `the database ${name} and the queues ${name}.* remain: drop them by hand`,
    },
  });
}

export function revertService(tree: Tree, name: string): void {
  checkService(tree, name);
  const service = spell(name);
  const port = new RegExp(`name: '${name}', port: (\\d+), buildApp: build`).exec(
    tree.read(servicesFile, 'utf8') ?? '',
  )?.[1];
  if (port === undefined || ['courses', 'enrollments', 'identity'].includes(name))
    throw new UserError(`${name} was not made by nx g service.`, 'Others depend on it; remove it by hand.');
  checkUnused(tree, service.camel, name);
  checkNotPublished(tree, name, serviceApi(tree, name).endpoints);
  tree.delete(`apps/${name}`);
  tree.delete(`libs/contracts/src/http/${name}-api.ts`);
  tree.delete(`infra/k8s/${name}-depl.yaml`);
  tree.delete(`docker/users/${name}.json`);
  tree.delete(`infra/observability/targets/${name}.yaml`);
  unregister(tree, service, Number(port));
}

function checkUnused(tree: Tree, camel: string, name: string): void {
  const users = filesThatMention(tree, `${camel}Api`).filter((file) => !file.startsWith(`apps/${name}/`));
  if (users.length > 0)
    throw new UserError(
      `${users.join(', ')} uses the API of ${name}.`,
      'Remove that first, then the service.',
    );
  const events = knownEvents(tree).filter(({ source }) => source === name);
  if (events.length > 0)
    throw new UserError(
      `${name} publishes events (${events.map(({ type }) => type).join(', ')}).`,
      `Remove each of them first: npx nx g remove-event <name> --service=${name}`,
    );
}
