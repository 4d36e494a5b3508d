// Bundles the server of an app into dist/apps/<app>/main.js, with the files of the API docs page beside it.
import { cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const app = process.argv[2];
const out = `dist/apps/${app}`;
await rm(join(out, 'main.js'), { force: true });
await build({
  entryPoints: [`apps/${app}/src/main.ts`],
  outfile: join(out, 'main.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 160, // Node prints the line of an uncaught error
  keepNames: true,
  legalComments: 'none',
  external: ['swagger-ui-dist'],
  logLevel: 'warning',
});

const from = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const to = join(out, 'node_modules/swagger-ui-dist');
await mkdir(to, { recursive: true });
for (const file of [
  'package.json',
  'swagger-ui.css',
  'swagger-ui-bundle.js',
  'favicon-32x32.png',
  'LICENSE',
]) {
  await cp(join(from, file), join(to, file));
}
