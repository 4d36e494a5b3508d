import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';
import ts from 'typescript';

/**
 * What the compiler says against the files that a generator changes, and against the rest of the services that they belong
 * to; each as `<file>: <message>`. What it said before the change as well is left out.
 */
export function newTypeErrors(tree: Tree): string[] {
  const files = filesToCheck(tree);
  if (files.length === 0) return [];
  const after = typeErrors(tree.root, files, changesOf(tree));
  if (after.length === 0) return [];
  const before = typeErrors(
    tree.root,
    files.filter((file) => ts.sys.fileExists(join(tree.root, file))),
    new Map(),
  );
  return after.filter((error) => !before.includes(error));
}

const isSource = (file: string) => /\.tsx?$/.test(file);

function filesToCheck(tree: Tree): string[] {
  const changed = tree
    .listChanges()
    .filter(({ type, path }) => type !== 'DELETE' && isSource(path))
    .map(({ path }) => path);
  const files = new Set(changed);
  // Two files that export one name are an error only where both are re-exported.
  if (changed.some((path) => path.startsWith('libs/contracts/'))) files.add('libs/contracts/src/index.ts');
  for (const app of new Set(changed.flatMap((path) => /^apps\/[^/]+/.exec(path) ?? []))) {
    if (!tree.exists(`${app}/src/routes.ts`)) continue;
    visitNotIgnoredFiles(tree, app, (file) => void (isSource(file) && files.add(file)));
  }
  return [...files];
}

/** Absolute path → text, or null for what is deleted. */
type Changes = Map<string, string | null>;

const asTypeScriptPath = (path: string) => path.replaceAll('\\', '/');

const changesOf = (tree: Tree): Changes =>
  new Map(
    tree
      .listChanges()
      .map(({ type, path, content }) => [
        asTypeScriptPath(join(tree.root, path)),
        type === 'DELETE' ? null : String(content),
      ]),
  );

function typeErrors(root: string, files: string[], changes: Changes): string[] {
  const paths = files.map((file) => asTypeScriptPath(join(root, file)));
  const program = ts.createProgram(paths, compilerOptions(root), hostWith(changes));
  return paths.flatMap((path, index) => {
    const source = program.getSourceFile(path);
    const syntax = program.getSyntacticDiagnostics(source);
    const found = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(source);
    return found.map(
      ({ messageText }) =>
        `${files[index]}: ${typeof messageText === 'string' ? messageText : messageText.messageText}`,
    );
  });
}

function compilerOptions(root: string): ts.CompilerOptions {
  const file = join(root, 'tsconfig.base.json');
  const { config } = ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')) as { config: object };
  return ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root, {}, file).options;
}

/** Parsed files of packages, most of what a program reads; they do not change while a generator runs. */
const packageFiles = new Map<string, ts.SourceFile | undefined>();

/** Reads what a generator changes as it will be, and everything else from the disk. */
function hostWith(changes: Changes): ts.CompilerHost {
  const host = ts.createCompilerHost({}, true);
  return {
    ...host,
    // A folder may be new; without this, TypeScript looks for the file itself.
    directoryExists: undefined,
    fileExists: (path) => (changes.has(path) ? changes.get(path) !== null : host.fileExists(path)),
    readFile: (path) => (changes.has(path) ? (changes.get(path) ?? undefined) : host.readFile(path)),
    getSourceFile: (path, options, ...more) => {
      const text = changes.get(path);
      if (text != null) return ts.createSourceFile(path, text, options, true);
      if (!path.includes('/node_modules/')) return host.getSourceFile(path, options, ...more);
      if (!packageFiles.has(path)) packageFiles.set(path, host.getSourceFile(path, options, ...more));
      return packageFiles.get(path);
    },
  };
}
