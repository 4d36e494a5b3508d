/**
 * What a project can do follows from the files that it has: no project.json lists targets, but for what is special.
 * `npx nx show project <name>` shows what came of it. Plain JavaScript, because Nx loads it before anything is built.
 */
const { posix } = require('node:path');
const { folderFault } = require('./folder.cjs');

if (folderFault) throw new Error(folderFault);

const run = (command, { env, ...more } = {}) => ({
  executor: 'nx:run-commands',
  options: { command, ...(env && { env }) },
  ...more,
});

const lint = {
  executor: 'nx:run-commands',
  options: {
    commands: [
      'eslint {projectRoot} --max-warnings 0',
      'depcruise {projectRoot} --config .dependency-cruiser.json5 --output-type err',
    ],
    parallel: false,
  },
  cache: true,
  inputs: [
    'default',
    '^production',
    '{workspaceRoot}/eslint.config.mjs',
    '{workspaceRoot}/.dependency-cruiser.json5',
  ],
};

const typecheck = run('tsc -p {projectRoot}/tsconfig.json', {
  cache: true,
  inputs: ['default', '^production'],
});

const results = 'test-results/{projectName}.json';
const test = run(`jest --config jest.config.cjs --rootDir {projectRoot} --json --outputFile ${results}`, {
  cache: true,
  inputs: ['default', '^production', 'whatTestsRead'],
  outputs: [`{workspaceRoot}/${results}`],
});

const build = (...commands) =>
  run(['node tools/build-service.mjs {projectName}', ...commands].join(' && '), {
    // A build from a test, where NODE_ENV is test, is the build that others then find in the cache.
    env: { NODE_ENV: 'production' },
    cache: true,
    dependsOn: ['^build'],
    inputs: ['production', '^production', '{workspaceRoot}/tools/build-service.mjs'],
    outputs: ['{workspaceRoot}/dist/apps/{projectName}', '{workspaceRoot}/dist/bundles/{projectName}.json'],
  });

const serve = (command) => run(command, { continuous: true });

const docker = {
  'docker-build': run('node tools/docker-build.mjs {projectName}'),
  'docker-push': run('node tools/docker-push.mjs {projectName}'),
};

/** Files, by their paths in the workspace, and the targets that they bring their project; later ones win. */
const reasons = [
  [/\/tsconfig\.json$/, { lint, typecheck }],
  [/^((apps|libs)\/[^/]+|[^/]+\/test)\/.*\.spec\.tsx?$/, { test }],
  [/^apps\/[^/]+\/src\/main\.ts$/, { build: build() }],
  [/\/record\/main\.ts$/, { record: run('tsx --tsconfig tsconfig.base.json {projectRoot}/record/main.ts') }],
  [
    /^apps\/[^/]+\/Dockerfile$/,
    {
      serve: serve('tsx watch --tsconfig tsconfig.base.json --clear-screen=false {projectRoot}/src/main.ts'),
      ...docker,
    },
  ],
  [
    /^apps\/[^/]+\/vite\.config\.mts$/,
    {
      build: build('vite build -c {projectRoot}/vite.config.mts'),
      serve: serve('vite -c {projectRoot}/vite.config.mts'),
    },
  ],
];

/** `infra/k8s/<app>-depl.yaml` brings `apps/<app>` its rollout. */
const manifest = /^infra\/k8s\/(.*)-depl\.yaml$/;
const rollout = run('node tools/deploy/rollout.mjs {projectName}');

function targetsOf(root, files) {
  const own = files.filter((file) => file.startsWith(`${root}/`));
  const brought = reasons.filter(([reason]) => own.some((file) => reason.test(file)));
  const deployed = files.some((file) => `apps/${manifest.exec(file)?.[1]}` === root);
  return Object.assign({}, ...brought.map(([, targets]) => targets), deployed ? { rollout } : {});
}

const createNodesV2 = [
  '**/{project.json,tsconfig.json,main.ts,Dockerfile,vite.config.mts,*.spec.ts,*.spec.tsx,*-depl.yaml}',
  (files) =>
    files
      .filter((file) => posix.basename(file) === 'project.json')
      .map((file) => [file, posix.dirname(file)])
      .map(([file, root]) => [file, { projects: { [root]: { targets: targetsOf(root, files) } } }]),
];

module.exports = { name: '@courses/nx-plugin', createNodesV2 };
