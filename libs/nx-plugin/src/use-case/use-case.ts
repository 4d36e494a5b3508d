import { join } from 'node:path';
import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { checkResult } from '../check-result';
import { checkKebab } from '../names';
import { commit, withNextSteps, type NextSteps } from '../next-steps';
import { UserError } from '../user-error';
import { addToList, importNames } from '../source-list';
import { checkCommitted } from '../check-committed';
import { checkService } from '../workspace-services';
import { checkAddress } from './check-address';
import { defaultAddress } from './default-address';
import { endpointText } from './endpoint-text';
import { serviceApi, type Address, type Method, type ServiceApi } from './service-api';
import { templateValues, type Values } from './values';

export interface UseCaseOptions {
  /** `<verb>-<noun>` */
  name: string;
  service: string;
  /** Default: what the verb means. */
  method?: Method;
  /** Default: what the name means in this API. */
  path?: string;
  /** Anybody may call it. Default: those who are signed in. */
  public?: boolean;
}

/** `nx g use-case <verb-noun> --service=<service>`: an endpoint in the contracts, its route, and the function behind it. */
export async function useCase(tree: Tree, options: UseCaseOptions) {
  const next = writeUseCase(tree, options);
  await formatFiles(tree);
  checkCommitted(tree);
  checkResult(tree);
  return withNextSteps(() => undefined, next);
}

/** Returns what to do next. */
export function writeUseCase(tree: Tree, options: UseCaseOptions): NextSteps {
  const { name, service } = options;
  checkKebab('a use case', name);
  checkService(tree, service);
  if (!name.includes('-'))
    throw new UserError(
      `"${name}" is not a valid use case: write a verb and a noun.`,
      `For example ${name}-review.`,
    );
  const folder = `apps/${service}/src/use-cases/${name}`;
  if (tree.exists(folder))
    throw new UserError(`There is ${folder} already.`, 'Choose another name, or change what is there.');
  const api = serviceApi(tree, service);
  const address = addressOf(api, options);
  const values = templateValues(name, service, options.public ?? false, address);
  checkNameAvailable(tree, api, values.camel, service);
  addEndpoint(tree, api, endpointText(values, address));
  generateFiles(tree, join(__dirname, 'files'), folder, values);
  addRoute(tree, values);
  return nextAfter(api, folder, values, address);
}

function addressOf(api: ServiceApi, { name, service, method, path }: UseCaseOptions): Address {
  const usual = defaultAddress(service, api, name);
  const address = {
    method: method ?? usual.method,
    path: path === undefined ? usual.path : `/${path.replace(/^\//, '')}`,
  };
  checkAddress(service, api, address);
  return address;
}

/** Fails where the contract or the list of routes has the names for something else. */
function checkNameAvailable(tree: Tree, { file }: ServiceApi, camel: string, service: string): void {
  for (const each of [file, `apps/${service}/src/routes.ts`])
    if (new RegExp(`\\b${camel}(Route)?\\b`).test(tree.read(each, 'utf8') ?? ''))
      throw new UserError(`${each} has something called ${camel} already.`, 'Choose another name.');
}

function addEndpoint(tree: Tree, { file }: ServiceApi, text: string): void {
  tree.write(file, `${tree.read(file, 'utf8') ?? ''}\n${text}`);
  if (text.includes('requireUser')) importNames(tree, file, './access', ['requireUser']);
  if (text.includes('z.')) importNames(tree, file, 'zod', ['z']);
  importNames(tree, file, './endpoint', ['endpoint']);
}

function addRoute(tree: Tree, { service, name, camel, open }: Values): void {
  addToList(
    tree,
    { file: `apps/${service}/src/routes.ts`, of: 'routes' },
    `${camel}Route(${open ? '' : 'auth, '}${camel}())`,
    [
      `import { ${camel} } from './use-cases/${name}/${name}';`,
      `import { ${camel}Route } from './use-cases/${name}/${name}.route';`,
    ],
  );
}

function nextAfter(
  { file }: ServiceApi,
  folder: string,
  values: Values,
  { method, path }: Address,
): NextSteps {
  const { name, service, camel, open } = values;
  const callers = open ? 'anybody, as often as they like' : 'those who are signed in';
  return {
    done: `${method.toUpperCase()} ${path} is a draft for ${callers}.`,
    steps: {
      'what it takes and answers': `${camel} in ${file}`,
      'what it does': `${folder}/${name}.ts`,
      'its test': `${folder}/${name}.spec.ts: npx nx test ${service}`,
      'see it run': `npm start, then /docs of ${service}`,
      commit: commit(`feat(${service}): ${name.replaceAll('-', ' ')}`),
      'once others may rely on it': 'remove draft: true, then npm run contracts:record',
    },
  };
}
