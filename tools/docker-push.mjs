// Pushes the image that docker-build made with the same REGISTRY: `REGISTRY=ghcr.io/me npx nx run courses:docker-push [--tag=0.0.2]`.
import { checkApp, checkTag, hasImage, imageName, pushImage, registry } from './deploy/images.mjs';
import { fail, main, readArguments } from './deploy/program.mjs';

const usage = 'usage: REGISTRY=ghcr.io/me npx nx run <app>:docker-push [--tag=<version>]';

await main(() => {
  const { positionals, values } = readArguments(usage, { tag: { type: 'string' } }, 1);
  const [app] = positionals;
  checkApp(app);
  checkTag(values.tag);
  if (!registry()) fail(`Set a registry: REGISTRY=ghcr.io/me npx nx run ${app}:docker-push`);
  const names = ['latest', ...(values.tag ? [values.tag] : [])].map((tag) => imageName(app, tag));
  for (const name of names) {
    if (!hasImage(name))
      fail(
        `There is no image ${name} on this machine. Build it first, with the same REGISTRY: npx nx run ${app}:docker-build`,
      );
  }
  for (const name of names) pushImage(name);
});
