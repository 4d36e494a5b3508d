import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from './operation-error';

/**
 * The queues that the services of this workspace subscribe to, read from their `.consumer.ts` files, because AMQP cannot
 * list queues.
 */
export function workspaceQueues(root: string): string[] {
  const apps = join(root, 'apps');
  const sources = readdirSync(apps)
    .map((app) => join(apps, app, 'src'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => join(folder, String(file))));
  return sources
    .filter((file) => file.endsWith('.consumer.ts'))
    .flatMap(queuesIn)
    .sort();
}

/** Not of broadcasts: they have no dead letters. */
function queuesIn(file: string): string[] {
  const [, ...subscriptions] = readFileSync(file, 'utf8').split(/\bsubscription\(/);
  return subscriptions
    .filter((source) => !/\bbroadcast: true\b/.test(source))
    .map((source) => {
      const [, queue] = /\bqueue: '([^']+)'/.exec(source) ?? [];
      if (queue !== undefined) return queue;
      throw new OperationError(`${file} does not name its queue as queue: '<service>.<subscription>'`);
    });
}
