import type { Spelling } from '../names';
import type { Entry } from '../shared-files';

/** What the rest of the repository must know of a service. Everything else follows from the files of its own. */
export const registrations = (service: Spelling, port: number): Entry[] => [
  ...inContracts(service),
  ...inTheProcesses(service, port),
  ...inKubernetes(service),
  ...inCompose(service, port),
  ...inProduction(service),
  ...inTheWalk(service),
];

const inContracts = ({ name, camel }: Spelling): Entry[] => [
  {
    file: 'libs/contracts/src/index.ts',
    text: `export * as ${camel}Api from './http/${name}-api';\n`,
    before: /^export \{ endpoint/m,
  },
];

const inTheProcesses = ({ name, pascal, constant }: Spelling, port: number): Entry[] => [
  {
    file: 'apps/quickstart/src/services.ts',
    text: `import { buildApp as build${pascal} } from '../../${name}/src/app';\n`,
    before: /^\n\/\*\* What every service is given here/m,
  },
  {
    file: 'apps/quickstart/src/services.ts',
    text: `  { name: '${name}', port: ${port}, buildApp: build${pascal} },\n`,
    before: /^\];$/m,
  },
  {
    file: 'apps/client/src/server/upstreams.ts',
    text: `  ${key(name)}: ['/v1/${name}{/*rest}'],\n`,
    before: /^\};$/m,
  },
  {
    file: 'apps/client/Dockerfile',
    text: `    ${constant}_URL=http://${name}-clusterip-srv:3000 \\\n`,
    before: /^ {4}AMQP_URL=/m,
  },
];

const peer = (name: string) => `        - podSelector:\n            matchLabels: { app: ${name} }\n`;

const inKubernetes = ({ name, constant }: Spelling): Entry[] => [
  { file: 'infra/k8s/Kustomization', text: `  - ${name}-depl.yaml\n`, before: /^ {2}- mongodb-depl\.yaml$/m },
  {
    file: 'infra/k8s/client-depl.yaml',
    text: `            - name: ${constant}_URL\n              value: http://${name}-clusterip-srv:3000\n`,
    before: /^ {12}- name: AMQP_URL$/m,
  },
  ...['client', 'identity'].map((app) => ({
    file: `infra/k8s/${app}-depl.yaml`,
    text: peer(name),
    before: /^ {6}ports: \[\{ port: 3000\b/m,
  })),
  { file: 'infra/k8s/mongodb-depl.yaml', text: peer(name), before: /^ {6}ports: \[\{ port: 27017\b/m },
  { file: 'infra/k8s/rabbitmq-depl.yaml', text: peer(name), before: /^ {6}ports: \[\{ port: 5672\b/m },
  {
    file: 'infra/k8s/mongodb-depl.yaml',
    text: `      ${key(name)}: '${name}-dev-only',\n`,
    before: /^ {4}\};$/m,
  },
  {
    file: 'infra/k8s/rabbitmq-depl.yaml',
    text: `        { "name": "${name}", "password": "${name}-dev-only", "tags": [] },\n`,
    before: /^ {8}\{ "name": "client"/m,
  },
  {
    file: 'infra/k8s/rabbitmq-depl.yaml',
    text: permission(name, 8),
    before: /^ {8}\{\n {10}"user": "client"/m,
  },
];

const inCompose = ({ name, constant }: Spelling, port: number): Entry[] => {
  const file = 'docker/compose.yaml';
  const ports = `    ports: ['127.0.0.1:\${${constant}_PORT:-${port}}:3000']\n`;
  return [
    {
      file: 'docker/mongodb/users.js',
      text: `  ${key(name)}: '${name}-dev-only',\n`,
      before: /^\};$/m,
    },
    {
      file: 'docker/rabbitmq/definitions.json',
      text: `    { "name": "${name}", "password": "${name}-dev-only", "tags": [] },\n`,
      before: /^ {4}\{ "name": "client"/m,
    },
    {
      file: 'docker/rabbitmq/definitions.json',
      text: permission(name, 4),
      before: /^ {4}\{\n {6}"user": "client"/m,
    },
    {
      file,
      text:
        `x-${name}: &${name}\n` +
        `  MONGODB_URI: mongodb://${name}:${name}-dev-only@mongodb:27017/${name}\n` +
        `  AMQP_URL: amqp://${name}:${name}-dev-only@rabbitmq:5672\n` +
        `  AUTH_ISSUER: http://identity:3000\n`,
      before: /^x-client: /m,
    },
    {
      file,
      text:
        `  ${name}:\n    <<: *app\n    image: \${REGISTRY-}\${REGISTRY:+/}${name}:\${TAG:-latest}\n` +
        `    build: { context: .., dockerfile: apps/${name}/Dockerfile }\n    environment: *${name}\n` +
        `${ports}    depends_on: *backingServices\n\n`,
      before: /^ {2}client:$/m,
    },
    {
      file,
      text: `      ${constant}_URL: http://${name}:3000\n`,
      before: /^ {4}ports: \['127\.0\.0\.1:\$\{PORT:-3000\}:3000'\]$/m,
    },
    {
      file,
      text: `      ${name}: { condition: service_healthy }\n`,
      before: /^ {6}rabbitmq: \{ condition: service_healthy \}\n\n {2}dev:$/m,
    },
    {
      file,
      text: `      ${name}-dev: { condition: service_started }\n`,
      after: /^ {6}client-dev: \{ condition: service_started \}\n/m,
    },
    {
      file,
      text: `      ${constant}_URL: http://${name}-dev:3000\n`,
      before: /^ {6}HOW_IT_WORKS: 'on'$/m,
    },
    {
      file,
      text:
        `  ${name}-dev:\n    <<: *dev\n` +
        `    command: npx tsx watch --tsconfig tsconfig.base.json --clear-screen=false apps/${name}/src/main.ts\n` +
        `    environment: *${name}\n${ports}\n`,
      before: /^ {2}dev-install:$/m,
    },
  ];
};

const production = 'k8s/overlays/production';

const inProduction = ({ name }: Spelling): Entry[] => [
  {
    file: 'skaffold.yaml',
    text: `    - image: ${name}\n      docker: { dockerfile: apps/${name}/Dockerfile }\n`,
    before: /^manifests:$/m,
  },
  {
    file: `${production}/kustomization.yaml`,
    text: `  - { name: ${name}, newName: registry.example.com/courses/${name}, newTag: 1.0.0 }\n`,
    before: /^patches:$/m,
  },
  { file: `${production}/kustomization.yaml`, text: `|${name}-netpol`, after: /identity-netpol/g },
  {
    file: `${production}/mongodb.yaml`,
    text:
      `    - name: ${name}\n      db: ${name}\n      passwordSecretRef: { name: mongodb-${name} }\n` +
      `      scramCredentialsSecretName: mongodb-${name}\n      roles: [{ name: readWrite, db: ${name} }]\n`,
    before: /^ {2}statefulSet:$/m,
  },
  {
    file: `${production}/mongodb.yaml`,
    text: peer(name),
    before: /^ {8}- podSelector:\n {12}matchLabels: \{ app: mongodb-svc \}$/m,
  },
  {
    file: `${production}/rabbitmq.yaml`,
    text: `, ${name}`,
    after: /values:\s+\[\s*client[^\]]*?(?=,?\s*\])/,
  },
  { file: `${production}/README.md`, text: `, mongodb-${name}`, after: /# mongodb-enrollments[^\n]*/ },
  { file: `${production}/README.md`, text: `, \`${name}-secret\``, after: /^`enrollments-secret`/m },
];

/** Images are loaded into a cluster, and removed, by name. */
const inTheWalk = ({ name }: Spelling): Entry[] =>
  ['docs/kubernetes/cluster.md', 'docs/kubernetes/clean-up.md'].map((file) => ({
    file,
    text: ` ${name}:latest`,
    before: / client:latest/g,
  }));

/** A key of an object literal, as Prettier wants it. */
const key = (name: string) => (name.includes('-') ? `'${name}'` : name);

function permission(name: string, indent: number): string {
  const own = `^(courses[.](events|unrouted)|${name}[.].*|amq[.]default)$`;
  const fields = { user: name, vhost: '/', configure: own, write: own, read: own };
  const text = `${JSON.stringify(fields, null, 2)},\n`;
  return text.replace(/^(?=.)/gm, ' '.repeat(indent));
}
