import { attempt } from '../support/run';
import { readPage, walk } from '../walk/walk';

jest.setTimeout(300_000);
// Docker's classic builder, to use its cache.
process.env.DOCKER_BUILDKIT = '0';

afterAll(async () => {
  await attempt('docker', ['compose', 'down', '-v']);
  const left = await attempt('docker', [
    'ps',
    '-aq',
    '--filter',
    'name=^registry$',
    '--filter',
    'ancestor=courses:latest',
  ]);
  for (const id of left.output.split('\n').filter(Boolean))
    await attempt('docker', ['rm', '--force', '--volumes', id]);
});

describe.each(['image', 'container', 'compose', 'registry'])('docs/kubernetes/%s.md', (page) => {
  for (const block of readPage(page)) {
    const [first = ''] = block.commands.split('\n');
    if (block.notRun) test.todo(`${first} (${block.notRun})`);
    else test(first, () => walk(block));
  }
});
