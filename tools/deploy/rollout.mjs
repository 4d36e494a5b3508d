// `npx nx run courses:rollout`: builds the image, loads it into the cluster (REGISTRY=…: pushes it), applies the
// Deployment with it, waits, and prints the cause of a failure. The tag is a hash of the image's content: no change, no rollout.
import { useContext } from './context.mjs';
import { deliver } from './deliver.mjs';
import { diagnose } from './diagnose.mjs';
import { buildImage, checkApp, checkTag, contentOf, hasImage, imageName } from './images.mjs';
import { deploymentOf } from './manifests.mjs';
import { attempt, fail, lastLine, main, readArguments } from './program.mjs';
import { applyAndRestart } from './secrets.mjs';

const usage = `usage: [REGISTRY=ghcr.io/me] npx nx run <app>:rollout [options]
  --tag=<version>   build the image with this tag
  --to=<version>    roll out an existing image, without a build
  --undo            roll back to the previous version
  --undo-on-failure roll back when the new version does not become ready
  --timeout=<time>  how long to wait for it (180s)
  --context=<name>  the context of the cluster (kubectl's current one)`;

const options = {
  tag: { type: 'string' },
  to: { type: 'string' },
  undo: { type: 'boolean' },
  'undo-on-failure': { type: 'boolean' },
  timeout: { type: 'string', default: '180s' },
  context: { type: 'string' },
};

await main(async () => {
  const { positionals, values } = readArguments(usage, options, 1);
  const [app] = positionals;
  checkApp(app);
  checkTag(values.tag);
  checkTag(values.to);
  if (!/^\d+[sm]$/.test(values.timeout))
    fail(`"${values.timeout}" is not a duration: write it like 180s or 3m.`);
  if (values.tag && values.to)
    fail('--tag builds an image and --to uses an existing one: pass only one of them.');
  const cluster = await useContext(values.context);
  if (values.undo) return undo(cluster, app, values);
  const tag = imageFor(app, values);
  deliver(imageName(app, tag), cluster.name);
  const applied = applyAndRestart(cluster, deploymentOf(app, tag), `app=${app}`);
  if (applied.status !== 0) fail(`The cluster rejected the manifest of ${app}: ${lastLine(applied.stderr)}`);
  console.log(applied.stdout);
  if (isFinished(cluster, app, values.timeout)) return console.log(`${app} runs ${imageName(app, tag)}.`);
  const reason = diagnose(cluster, app);
  if (values['undo-on-failure']) undo(cluster, app, values);
  const next = values['undo-on-failure']
    ? 'It was rolled back.'
    : `Roll back with: npx nx run ${app}:rollout --undo`;
  return fail(
    `\nThe rollout of ${app} did not finish: ${reason}. The pods of the previous version keep serving. ${next}`,
  );
});

function imageFor(app, { tag, to }) {
  if (to !== undefined) {
    if (hasImage(imageName(app, to))) return to;
    const tags = attempt('docker', [
      'image',
      'ls',
      '--format',
      '{{.Tag}}',
      imageName(app).replace(/:latest$/, ''),
    ]);
    const known = tags.stdout.replaceAll('\n', ', ') || 'none';
    fail(
      `There is no image ${imageName(app, to)}; existing tags: ${known}. Build it: npx nx run ${app}:docker-build --tag=${to}`,
    );
  }
  buildImage(app, 'latest', ...(tag ? [tag] : []));
  if (tag) return tag;
  const content = contentOf(imageName(app));
  attempt('docker', ['tag', imageName(app), imageName(app, content)]);
  return content;
}

function isFinished(cluster, app, timeout) {
  return cluster.showKubectl(['rollout', 'status', `deployment/${app}-depl`, `--timeout=${timeout}`]);
}

function undo(cluster, app, { timeout }) {
  const undone = cluster.kubectl(['rollout', 'undo', `deployment/${app}-depl`]);
  if (undone.status !== 0) fail(`The rollback failed: ${lastLine(undone.stderr)}`);
  if (!isFinished(cluster, app, timeout))
    fail(`${app} did not become ready after the rollback either: ${diagnose(cluster, app)}.`);
  return console.log(`${app} is back at the previous version.`);
}
