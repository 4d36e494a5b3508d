import { join } from 'node:path';
import { formatFiles, generateFiles, type Tree } from '@nx/devkit';
import { checkKebab, spell } from '../names';
import { recordClient, recordedTypes } from '../record-contracts';
import { Refusal } from '../refusal';
import { addToList, importNames } from '../source-list';
import { refuseUncommitted } from '../uncommitted';
import { checkService } from '../workspace-services';

export interface UseCaseOptions {
  /** `<verb>-<noun>` */
  name: string;
  service: string;
}

/** What a verb means in HTTP; any other is a POST. */
const methods: Record<string, string> = {
  list: 'get',
  read: 'get',
  find: 'get',
  search: 'get',
  count: 'get',
  change: 'patch',
  remove: 'delete',
};

/** `nx g use-case <verb-noun> --service=<service>`: an endpoint in the contracts, its route, and the function behind it. */
export async function useCase(tree: Tree, { name, service }: UseCaseOptions) {
  checkKebab('a use case', name);
  checkService(tree, service);
  const [verb = '', ...noun] = name.split('-');
  if (noun.length === 0)
    throw new Refusal(
      `"${name}" is no use case: a verb and what it is done to.`,
      `For example ${verb}-review.`,
    );
  const folder = `apps/${service}/src/use-cases/${name}`;
  if (tree.exists(folder))
    throw new Refusal(`There is ${folder} already.`, 'Choose another name, or change what is there.');
  const method = methods[verb] ?? 'post';
  const path = `/v1/${service}${noun.join('-') === service ? '' : `/${noun.join('-')}`}`;
  const values = {
    ...spell(name),
    verb: spell(verb).camel === 'delete' ? 'remove' : verb,
    reads: method === 'get',
    api: `${spell(service).camel}Api`,
  };
  addEndpoint(tree, service, values.camel, { method, path });
  generateFiles(tree, join(__dirname, 'files'), folder, values);
  addToList(
    tree,
    { file: `apps/${service}/src/routes.ts`, of: 'routes' },
    `${values.camel}Route(auth, ${values.camel}())`,
    [
      `import { ${values.camel} } from './use-cases/${name}/${name}';`,
      `import { ${values.camel}Route } from './use-cases/${name}/${name}.route';`,
    ],
  );
  await formatFiles(tree);
  refuseUncommitted(tree, recordedTypes);
  return () => recordClient(tree, values.api);
}

function addEndpoint(
  tree: Tree,
  service: string,
  id: string,
  { method, path }: { method: string; path: string },
): void {
  const file = `libs/contracts/src/http/${service}-api.ts`;
  const text = tree.read(file, 'utf8') ?? '';
  if (new RegExp(`method: '${method}',\\s+path: '${path}',`).test(text))
    throw new Refusal(`${file} has ${method} ${path} already.`, 'Choose another name.');
  const success =
    method === 'get'
      ? `{ status: 200, description: 'What there is', body: z.strictObject({ items: z.array(z.string()) }) }`
      : `{ status: 204, description: 'Done' }`;
  tree.write(
    file,
    `${text}
export const ${id} = endpoint({
  id: '${id}',
  method: '${method}',
  path: '${path}',
  summary: '${spell(id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)).title}',
  tag: '${spell(service).title}',
  access: requireUser,
  success: ${success},
  problems: [],
});
`,
  );
  importNames(tree, file, './access', ['requireUser']);
  importNames(tree, file, './endpoint', ['endpoint']);
}
