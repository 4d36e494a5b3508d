import { execFileSync } from 'node:child_process';
import type { Tree } from '@nx/devkit';
import { UserError } from './user-error';

/**
 * Fails when there are uncommitted changes in the files that the generator is about to change or delete, so that its
 * changes can be reviewed and undone separately. `also` names files that it writes in the end.
 */
export function checkCommitted(tree: Tree, also: string[] = []): void {
  const touched = tree.listChanges().flatMap(({ type, path }) => (type === 'CREATE' ? [] : [path]));
  const dirty = changedFiles(tree.root, [...touched, ...also]);
  if (dirty.length > 0)
    throw new UserError(
      `There are uncommitted changes in ${shorten(dirty)}.`,
      'Commit first (git add -A && git commit), or run git stash.',
    );
}

/** Fails when uncommitted changes are about to be deleted. Removing lines loses nothing. */
export function checkNothingLost(tree: Tree): void {
  const deleted = tree.listChanges().flatMap(({ type, path }) => (type === 'DELETE' ? [path] : []));
  const dirty = changedFiles(tree.root, deleted);
  if (dirty.length > 0)
    throw new UserError(
      `Uncommitted changes would be lost: ${shorten(dirty)}.`,
      'Commit them first, or delete them with --force.',
    );
}

function changedFiles(root: string, paths: string[]): string[] {
  if (paths.length === 0) return [];
  const status = git(root, ['status', '--porcelain', '--no-renames', '-z', '--', ...paths]);
  return status
    .split('\0')
    .filter(Boolean)
    .map((line) => line.slice(3));
}

/** Those of the files that Git would never take. */
export const ignoredFiles = (root: string, paths: string[]): string[] =>
  paths.length === 0
    ? []
    : git(root, ['check-ignore', '-z', '--', ...paths])
        .split('\0')
        .filter(Boolean);

function git(root: string, args: string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // No Git, or a folder that was not cloned: nothing to compare with.
    return '';
  }
}

const shorten = (paths: string[]) =>
  paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more`;
