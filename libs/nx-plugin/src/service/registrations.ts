import type { Tree } from '@nx/devkit';
import { insert, revert, type Insertion } from '../insertion';
import type { Spelling } from '../names';
import { addToList, removeFromList } from '../source-list';
import { servicesFile } from '../workspace-services';
import { beforeNamedExports } from '../typescript-place';
import { yamlPlace } from '../yaml-place';

/** Where the quick start lists what it runs. */
const quickstart = { file: servicesFile, of: 'services' };

/** Adds the service to every list that names services; everything else follows from its own files and its labels. */
export function register(tree: Tree, service: Spelling, port: number): void {
  for (const insertion of insertions(service, port)) insert(tree, insertion);
  const { name, pascal } = service;
  addToList(tree, quickstart, `{ name: '${name}', port: ${port}, buildApp: build${pascal} }`, [
    `import { buildApp as build${pascal} } from '../../${name}/src/app';`,
  ]);
}

export function unregister(tree: Tree, service: Spelling, port: number): void {
  for (const insertion of insertions(service, port)) revert(tree, insertion);
  removeFromList(tree, quickstart, `../../${service.name}`);
}

const insertions = (service: Spelling, port: number): Insertion[] => [
  {
    file: 'libs/contracts/src/index.ts',
    text: `export * as ${service.camel}Api from './http/${service.name}-api';\n`,
    place: beforeNamedExports,
  },
  ...inKubernetes(service),
  ...inCompose(service, port),
  {
    file: 'skaffold.yaml',
    text: `    - image: ${service.name}\n      docker: { dockerfile: apps/${service.name}/Dockerfile }\n`,
    place: yamlPlace(['build', 'artifacts']),
  },
];

function inKubernetes({ name }: Spelling): Insertion[] {
  const users = 'infra/k8s/backing-services-users.yaml';
  const definitions = ['stringData', 'definitions.json'];
  const own = `^(courses[.](events|unrouted)|${name}[.].*|amq[.]default)$`;
  return [
    {
      file: 'infra/k8s/Kustomization',
      text: `  - ${name}-depl.yaml\n`,
      place: yamlPlace(['resources'], 'mongodb-depl.yaml'),
    },
    {
      file: users,
      text: `        { "name": "${name}", "password": "${name}-dev-only", "tags": [] },\n`,
      place: yamlPlace([...definitions, 'users']),
    },
    {
      file: users,
      text:
        `        {\n          "user": "${name}", "vhost": "/", "configure": "${own}",\n` +
        `          "write": "${own}", "read": "${own}"\n        },\n`,
      place: yamlPlace([...definitions, 'permissions']),
    },
    {
      file: 'k8s/overlays/production/mongodb.yaml',
      text:
        `    - name: ${name}\n      db: ${name}\n      passwordSecretRef: { name: mongodb-${name} }\n` +
        `      scramCredentialsSecretName: mongodb-${name}\n      roles: [{ name: readWrite, db: ${name} }]\n`,
      place: yamlPlace(['spec', 'users']),
    },
  ];
}

function inCompose({ name, constant }: Spelling, port: number): Insertion[] {
  const file = 'docker/compose.yaml';
  const ports = `    ports: ['127.0.0.1:\${${constant}_PORT:-${port}}:3000']\n`;
  return [
    {
      file,
      text:
        `  ${name}:\n    <<: *app\n    image: \${REGISTRY-}\${REGISTRY:+/}${name}:\${TAG:-latest}\n` +
        `    build: { context: .., dockerfile: apps/${name}/Dockerfile }\n    environment: &${name}\n` +
        `      MONGODB_URI: mongodb://${name}:${name}-dev-only@mongodb:27017/${name}\n` +
        `      AMQP_URL: amqp://${name}:${name}-dev-only@rabbitmq:5672\n` +
        `      AUTH_ISSUER: http://identity:3000\n` +
        `${ports}    depends_on: *backingServices\n\n` +
        `  ${name}-dev:\n    <<: *dev\n` +
        `    command: npx tsx watch --tsconfig tsconfig.base.json --clear-screen=false apps/${name}/src/main.ts\n` +
        `    environment: *${name}\n${ports}\n`,
      place: yamlPlace(['services'], 'client'),
    },
    {
      file,
      text: `      ${name}-dev: { condition: service_started }\n`,
      place: yamlPlace(['services', 'dev', 'depends_on']),
    },
  ];
}
