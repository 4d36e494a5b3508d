import type { Tree } from '@nx/devkit';
import { UserError } from './user-error';

/** Text that a generator inserts into a file that services share. */
export interface Insertion {
  file: string;
  text: string;
  /** The offset where it goes, found by the syntax of the file; undefined where the file has no such place. */
  place: (content: string) => number | undefined;
}

/** Fails when the file has no place for the text. */
export function insert(tree: Tree, { file, text, place }: Insertion): void {
  const content = read(tree, file);
  const at = place(content);
  if (at === undefined)
    throw new UserError(
      `${file} has no place for this any more: ${firstLine(text)}`,
      'Restore the list that the generator adds to, or change its place in libs/nx-plugin/src.',
    );
  tree.write(file, content.slice(0, at) + text + content.slice(at));
}

/** Removes the same text. Fails when the file does not have it as it was inserted. */
export function revert(tree: Tree, { file, text }: Omit<Insertion, 'place'>): void {
  const content = read(tree, file);
  const at = content.indexOf(text);
  if (at < 0)
    throw new UserError(
      `${file} no longer has what the generator wrote: ${firstLine(text)}`,
      'Restore it, or remove by hand what mentions the name, and delete the folder yourself.',
    );
  tree.write(file, content.slice(0, at) + content.slice(at + text.length));
}

function read(tree: Tree, file: string): string {
  const content = tree.read(file, 'utf8');
  if (content === null)
    throw new UserError(`There is no ${file}.`, 'The generators work in this repository, as it was cloned.');
  return content;
}

const firstLine = (text: string) => text.trim().split('\n')[0];
