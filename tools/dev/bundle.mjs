import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { context, formatMessages, stop } from 'esbuild';
import { bundle, root } from './root.mjs';

/**
 * Bundles the services incrementally. The returned function writes the bundle and returns whether it has changed; it fails
 * with a BundleError when the sources cannot be bundled.
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
    const { outputFiles } = await build.rebuild().catch(toBundleError);
    const code = outputFiles.find(({ path }) => path === bundle);
    const hash = createHash('sha256').update(code.contents).digest('hex');
    if (hash === written) return false;
    for (const { path, contents } of outputFiles) await writeFile(path, contents);
    written = hash;
    return true;
  };
}

/** Stops esbuild's own process, which reports an error when its parent exits first. */
export const stopBundler = () => void stop();

/** Its message shows file, line and column of each error. */
export class BundleError extends Error {
  name = 'BundleError';
}

async function toBundleError({ errors = [], message }) {
  const messages = await formatMessages(errors, { kind: 'error', color: process.stderr.isTTY });
  throw new BundleError(messages.join('') || message);
}
