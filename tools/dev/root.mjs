import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The code of every service in one file, with a source map beside it. */
export const bundle = join(root, 'dist/dev/services.js');
