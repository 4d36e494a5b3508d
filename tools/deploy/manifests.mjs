// The manifests as they are applied: `courses:latest` is replaced by the image with the registry and tag of this call.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apps, imageName } from './images.mjs';
import { attempt, fail, lastLine } from './program.mjs';

const folder = 'infra/k8s';

const withImages = (text, tags) =>
  text.replace(/^( *image: )(?:\S+\/)?(\S+):(\S+)$/gm, (line, before, app, tag) =>
    apps.includes(app) ? `${before}${imageName(app, tags[app] ?? tag)}` : line,
  );

export function deploymentOf(app, tag) {
  return withImages(readFileSync(join(folder, `${app}-depl.yaml`), 'utf8'), { [app]: tag });
}

/** All of infra/k8s, or an overlay of k8s/overlays. */
export function everything(overlay, tags = {}) {
  if (overlay === undefined) {
    const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
    return withImages(files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n---\n'), tags);
  }
  const path = `k8s/overlays/${overlay}`;
  if (!existsSync(path)) fail(`There is no ${path}; there are ${readdirSync('k8s/overlays').join(', ')}.`);
  const { status, stdout, stderr } = attempt('kubectl', ['kustomize', path]);
  if (status !== 0) fail(`${path} cannot be rendered: ${lastLine(stderr)}`);
  return withImages(stdout, tags);
}

/** The documents of `text` without those that hold data. */
export const withoutData = (text) =>
  text
    .split(/^---$/m)
    .filter((document) => !/^kind: PersistentVolumeClaim$/m.test(document))
    .join('---');
