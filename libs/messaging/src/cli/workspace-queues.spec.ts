import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspaceQueues } from './workspace-queues';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'workspace-'))));
afterEach(() => rmSync(root, { recursive: true }));

function consumer(app: string, source: string): void {
  const folder = join(root, 'apps', app, 'src/use-cases/do-it');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'do-it.consumer.ts'), source);
}

test('finds the queue of every subscription', () => {
  consumer(
    'orders',
    `subscription({ queue: 'orders.ship', event }); subscription({ queue: 'orders.bill', event });`,
  );
  consumer('mails', `export const c = () => subscription({\n  queue: 'mails.greet',\n});`);
  mkdirSync(join(root, 'apps/no-sources'));

  expect(workspaceQueues(root)).toEqual(['mails.greet', 'orders.bill', 'orders.ship']);
});

test('leaves out broadcasts, which have a queue for each replica', () => {
  consumer('web', 'subscription({ queue: `web.${type}`, event, broadcast: true })');

  expect(workspaceQueues(root)).toEqual([]);
});

test('names the file whose queue it cannot read', () => {
  consumer('orders', 'subscription({ queue: nameOf(x), event })');

  expect(() => workspaceQueues(root)).toThrow(/do-it\.consumer\.ts does not name its queue/);
});

test('finds the queues of this workspace', () => {
  expect(workspaceQueues(join(__dirname, '../../../..')).length).toBeGreaterThan(0);
});
