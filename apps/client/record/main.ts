import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { apiTypes } from './api-types';

/** Where to write; the spec beside this compares. */
const folder = resolve(process.argv[2] ?? join(__dirname, '../src/web/api/generated'));

void apiTypes().then((files) => {
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
});
