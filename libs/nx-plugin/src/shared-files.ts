import type { Tree } from '@nx/devkit';
import { Refusal } from './refusal';

/** Text that a generator adds to a file which belongs to all. */
export interface Entry {
  file: string;
  text: string;
  /** Where it goes: right before each match of one pattern, or right after. */
  before?: RegExp;
  after?: RegExp;
}

/** Adds the text. Fails when the file does not look as expected. */
export function add(tree: Tree, { file, text, before, after }: Entry): void {
  const content = read(tree, file);
  const place = (before ?? after) as RegExp;
  const changed = content.replace(place, (match) => (before ? text + match : match + text));
  if (changed === content)
    throw new Refusal(
      `${file} has no place for this any more: ${firstLine(text)}`,
      `The generator looks for ${String(place)} there (libs/nx-plugin/src): bring that line back, or teach it the new place.`,
    );
  tree.write(file, changed);
}

/** Takes the same text out again. Fails when it is not there as it was added. */
export function takeOut(tree: Tree, { file, text }: Entry): void {
  const content = read(tree, file);
  // Prettier may have put each element of a list on a line of its own.
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/^, /, ',\\s+');
  // What ends within a line must end a word.
  const changed = content.replace(
    new RegExp(text.endsWith('\n') ? escaped : `${escaped}(?![\\w-])`, 'g'),
    '',
  );
  if (changed === content)
    throw new Refusal(
      `${file} has no longer what the generator wrote: ${firstLine(text)}`,
      'Bring it back as it was, or take out by hand what mentions the name, and delete the folder yourself.',
    );
  tree.write(file, changed);
}

function read(tree: Tree, file: string): string {
  const content = tree.read(file, 'utf8');
  if (content === null)
    throw new Refusal(`There is no ${file}.`, 'The generators work in this repository, as it was cloned.');
  return content;
}

const firstLine = (text: string) => text.trim().split('\n')[0];
