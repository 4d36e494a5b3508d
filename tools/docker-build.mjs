// Builds the image of an app: `npx nx run courses:docker-build [--tag=0.0.2]`, the same as
// `docker build -t courses:latest -f apps/courses/Dockerfile .` in the root of the repository.
import { buildImage, checkApp, checkTag } from './deploy/images.mjs';
import { main, readArguments } from './deploy/program.mjs';

const usage = 'usage: [REGISTRY=ghcr.io/me] npx nx run <app>:docker-build [--tag=<version>]';

await main(() => {
  const { positionals, values } = readArguments(usage, { tag: { type: 'string' } }, 1);
  checkApp(positionals[0]);
  checkTag(values.tag);
  buildImage(positionals[0], 'latest', ...(values.tag ? [values.tag] : []));
});
