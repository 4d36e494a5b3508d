import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { context, formatMessages } from 'esbuild';
import { root } from './root.mjs';

/** Where the code of every service is, in one file, with a source map beside it. */
export const bundle = join(root, 'dist/dev/services.js');

/**
 * Bundles the services from their sources again and again. What it returns writes the bundle and tells whether it is another
 * one than before; it fails with a BundleError where the sources cannot be bundled.
 */
export async function bundler() {
  const build = await context({
    absWorkingDir: root,
    entryPoints: ['apps/quickstart/src/dev.ts'],
    outfile: bundle,
    write: false,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    tsconfig: 'tsconfig.base.json',
    logLevel: 'silent',
  });
  await mkdir(dirname(bundle), { recursive: true });
  let written;
  return async () => {
    const { outputFiles } = await build.rebuild().catch(explain);
    const code = outputFiles.find(({ path }) => path === bundle);
    const hash = createHash('sha256').update(code.contents).digest('hex');
    if (hash === written) return false;
    for (const { path, contents } of outputFiles) await writeFile(path, contents);
    written = hash;
    return true;
  };
}

/** Its message shows where in which file something is wrong. */
export class BundleError extends Error {
  name = 'BundleError';
}

async function explain({ errors = [], message }) {
  const messages = await formatMessages(errors, { kind: 'error', color: process.stderr.isTTY });
  throw new BundleError(messages.join('') || message);
}
