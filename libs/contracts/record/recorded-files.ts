import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** How the contracts of today stand to the recorded ones; all empty when they agree. */
export interface Comparison {
  /** What must not be done, in words for the one who did it. */
  violations: string[];
  /** What can be recorded: what is new and no draft, and what has compatible changes. */
  unrecorded: string[];
}

/** The names of the recorded files, without `.json`. */
export const recordedNames = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => basename(name, '.json'))
    : [];

export const recordedFile = (folder: string, name: string): string => join(folder, `${name}.json`);

/** `undefined` when nothing was recorded under this name. Throws, with what to do, when the file holds no JSON object. */
export function readRecorded<Content extends object>(folder: string, name: string): Content | undefined {
  const file = recordedFile(folder, name);
  if (!existsSync(file)) return undefined;
  const content = parse(readFileSync(file, 'utf8'));
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Content;
  throw new Error(
    `${file} holds no JSON object: what was published cannot be read. Get it back: git checkout HEAD -- ${file}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const toText = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;
