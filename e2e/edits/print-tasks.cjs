// node print-tasks.cjs FOLDER: prints, as JSON, the edges of the project graph of the repository in that folder, and each
// cached task with its hash, the files and the environment variables that go into it. Nx exports neither its hasher nor
// its inspector of inputs; nx is pinned.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

process.env.NX_DAEMON = 'false';
process.chdir(process.argv[2]);

const { createProjectGraphAsync } = require('@nx/devkit');
const inNx = (path) => require(join(dirname(require.resolve('nx/package.json')), 'dist/src', path));
const { getTaskRawInputs } = inNx('hasher/check-task-files.js');
const { createTaskHasher } = inNx('hasher/create-task-hasher.js');
const { createTaskGraph } = inNx('tasks-runner/create-task-graph.js');

async function main() {
  const graph = await createProjectGraphAsync();
  const nxJson = JSON.parse(readFileSync('nx.json', 'utf8'));
  const projects = Object.values(graph.nodes);
  const ids = projects.flatMap(({ name, data }) =>
    Object.entries(data.targets)
      .filter(([, { cache }]) => cache)
      .map(([target]) => [name, target]),
  );
  const taskGraph = createTaskGraph(
    graph,
    {},
    projects.map(({ name }) => name),
    [...new Set(ids.map(([, target]) => target))],
    undefined,
    {},
  );
  const tasks = ids.map((id) => taskGraph.tasks[id.join(':')]);
  const environments = Object.fromEntries(tasks.map(({ id }) => [id, process.env]));
  const hashes = await createTaskHasher(graph, nxJson).hashTasks(tasks, taskGraph, environments);
  const described = tasks.map(async ({ id, target }, index) => {
    const { files, environment } = await getTaskRawInputs(id, { projectGraph: graph, nxJson });
    return [
      id,
      {
        ...target,
        root: graph.nodes[target.project].data.root,
        hash: hashes[index].value,
        files,
        environment,
      },
    ];
  });
  const edges = Object.entries(graph.dependencies).map(([name, to]) => [
    name,
    to.map(({ target }) => target),
  ]);
  return { edges: Object.fromEntries(edges), tasks: Object.fromEntries(await Promise.all(described)) };
}

void main().then((workspace) => process.stdout.write(JSON.stringify(workspace), () => process.exit()));
