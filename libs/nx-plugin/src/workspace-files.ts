import { visitNotIgnoredFiles, type Tree } from '@nx/devkit';

/** Files of services, client and quick start that contain the text. */
export function filesThatMention(tree: Tree, text: string): string[] {
  const found: string[] = [];
  visitNotIgnoredFiles(tree, 'apps', (file) => {
    if (/\.tsx?$/.test(file) && (tree.read(file, 'utf8') ?? '').includes(text)) found.push(file);
  });
  return found;
}
