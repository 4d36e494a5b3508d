import { request } from '../support/catalog';
import { copyRepository, type Copy } from '../support/copy';
import { attempt } from '../support/run';
import { docker, exitCodeOf, removeAll, start, untilLive } from './containers';

jest.setTimeout(600_000);

let copy: Copy;
beforeAll(async () => (copy = await copyRepository('shared')));
afterAll(async () => {
  await removeAll();
  await attempt('docker', ['image', 'rm', 'reviews:latest']);
  copy.remove();
});

test('a generated service builds an image that is live without dependencies and stops on SIGTERM', async () => {
  await copy.do('npx nx g service reviews --description="What students think of a course."');
  await copy.do('npx nx run reviews:docker-build');
  const labels = await docker('image', 'inspect', 'reviews:latest', '-f', '{{json .Config.Labels}}');
  expect(labels).toContain('What students think of a course.');
  const container = await start('reviews');
  await untilLive(container);
  expect(await exitCodeOf(container)).toBe('0');
});

test('an edit of a shared source is in the next image', async () => {
  const edit = `sed -i 's/Route not found/Edited/' libs/contracts/src/problems.ts`;
  await copy.do(`${edit} && npx nx run reviews:docker-build`);
  const container = await start('reviews');
  await untilLive(container);
  const { body } = await request<{ title: string }>(`${container.url}/nowhere`);
  expect(body.title).toBe('Edited');
});
