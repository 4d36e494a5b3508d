// node tools/build-service.mjs APP [FOLDER...]: bundles the server of an app into dist/apps/<app>/main.js, with the files of
// the API docs page and the folders of the app that are named beside it.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Excludes what is never used, where using it throws an error that says so: the charset library of body-parser
 * (libs/http-kit/src/routing/json-body.ts reads bytes) and of undici all but its pools (fetch, WebSocket and so on take 9 MiB); and zod's
 * messages in other languages. Without charsets and languages the program is plain ASCII, which V8 stores in half the memory.
 */
const withoutUnused = {
  name: 'without-unused',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules[\\/]undici[\\/]index\.js$/ }, () => ({
      contents: `const used = { Pool: require('./lib/dispatcher/pool'), buildConnector: require('./lib/core/connect') };
        module.exports = new Proxy(used, { get(_, name) {
          if (name in used || name === '__esModule') return used[name];
          throw new Error('Bundles contain of undici only ' + Object.keys(used).join(' and ') + ': see tools/build-service.mjs');
        } })`,
    }));
    onLoad({ filter: /iconv-lite\/lib\/index\.js$/ }, () => ({
      contents: `module.exports = new Proxy({}, { get() { throw new Error(
        'Bundles contain no charset library: read bodies with jsonBody of @courses/http-kit') } })`,
    }));
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }));
  },
};

/** The SDK of OpenTelemetry in a file of its own, which is read only where tracing is on. */
const sdkApart = {
  name: 'sdk-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/sdk$/ }, ({ importer }) =>
      /libs[\\/]telemetry[\\/]/.test(importer) ? { path: './tracing-sdk.js', external: true } : undefined,
    );
  },
};

const [app, ...folders] = process.argv.slice(2);
const out = `dist/apps/${app}`;
await rm(join(out, 'main.js'), { force: true });
const options = {
  metafile: true,
  outdir: out,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Identifiers are not minified: stack traces show them. (esbuild's keepNames would set the name of every closure at run time.)
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 160, // Node prints the line of an uncaught error
  legalComments: 'none',
  external: ['swagger-ui-dist'],
  plugins: [withoutUnused, sdkApart],
  logLevel: 'warning',
};
const main = await build({ ...options, entryPoints: { main: `apps/${app}/src/main.ts` } });
// As ES modules, a quarter is left of the SDK, and it calls its functions directly.
const sdk = await build({
  ...options,
  entryPoints: { 'tracing-sdk': 'libs/telemetry/src/sdk.ts' },
  mainFields: ['module', 'main'],
});
const metafile = {
  inputs: { ...sdk.metafile.inputs, ...main.metafile.inputs },
  outputs: { ...sdk.metafile.outputs, ...main.metafile.outputs },
};

// The modules of the bundle, for bench/test/budgets.spec.ts.
await mkdir('dist/bundles', { recursive: true });
await writeFile(`dist/bundles/${app}.json`, JSON.stringify(metafile));

const from = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const to = join(out, 'node_modules/swagger-ui-dist');
await mkdir(to, { recursive: true });
for (const file of ['package.json', 'swagger-ui.css', 'favicon-32x32.png', 'LICENSE'])
  await cp(join(from, file), join(to, file));
// The largest file of an image, and only read by browsers: shipped compressed.
const page = await readFile(join(from, 'swagger-ui-bundle.js'));
await writeFile(join(to, 'swagger-ui-bundle.js.gz'), gzipSync(page, { level: 9 }));
for (const folder of folders)
  await cp(join('apps', app, folder), join(out, basename(folder)), { recursive: true });
