import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { context, formatMessages, stop } from 'esbuild';
import { bundle, root } from './root.mjs';

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

/** Ends esbuild's own process, which complains when its master is gone without a word. */
export const stopBundler = () => void stop();

/** Its message shows where in which file something is wrong. */
export class BundleError extends Error {
  name = 'BundleError';
}

async function explain({ errors = [], message }) {
  const messages = await formatMessages(errors, { kind: 'error', color: process.stderr.isTTY });
  throw new BundleError(messages.join('') || message);
}
