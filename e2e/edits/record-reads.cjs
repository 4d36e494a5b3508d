// node --require record-reads.cjs …: writes which files of the repository a task of Nx opens, one line each, into
// $READS/<project>-<target>. What Node itself loads as ES modules, and what programs in other languages open, is not seen.
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { join, relative, resolve, sep } = require('node:path');
const { fileURLToPath } = require('node:url');

const {
  READS: folder,
  NX_WORKSPACE_ROOT: root,
  NX_TASK_TARGET_PROJECT: project,
  NX_TASK_TARGET_TARGET: target,
} = process.env;
const isNx = /[\\/]nx[\\/]dist[\\/]bin[\\/]/.test(process.argv[1] ?? '');

if (project && !isNx) {
  const { appendFileSync } = fs;
  const seen = new Set();
  const note = (path) => {
    if (typeof path !== 'string' && !(path instanceof URL)) return;
    const file = relative(root, resolve(path instanceof URL ? fileURLToPath(path) : path));
    if (seen.has(file) || /^(\.\.|node_modules|\.git|\.nx)\b/.test(file)) return;
    seen.add(file);
    appendFileSync(join(folder, `${project}-${target}`), `${file.replaceAll(sep, '/')}\n`);
  };
  const watch = (object, ...names) => {
    for (const name of names) {
      const original = object[name];
      const watched = function (path, ...rest) {
        note(path);
        return original.call(this, path, ...rest);
      };
      object[name] = Object.assign(watched, original);
    }
  };
  watch(fs, 'readFileSync', 'readFile', 'openSync', 'open', 'createReadStream', 'cpSync', 'cp');
  watch(fs.promises, 'readFile', 'open', 'cp');
  syncBuiltinESMExports();
}
