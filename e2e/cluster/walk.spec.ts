import { kubectl, manifests } from './cluster';
import { readPage, walk } from '../walk/walk';

jest.setTimeout(900_000);
const pages =
  'cluster pod deployment rollout nodeport clusterip loadbalancer rabbitmq mongodb clean-up'.split(' ');

// Readers start with an empty cluster.
beforeAll(() => kubectl('delete', '-f', manifests, '--ignore-not-found', '--timeout=300s'));

describe.each(pages)('docs/kubernetes/%s.md', (page) => {
  for (const block of readPage(page)) {
    const [first = ''] = block.commands.split('\n');
    if (block.notRun) test.todo(`${first} (${block.notRun})`);
    else test(first, () => walk(block));
  }
});
