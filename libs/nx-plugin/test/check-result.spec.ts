import { join } from 'node:path';
import { FsTree } from 'nx/src/generators/tree';
import { checkResult } from '../src/check-result';
import { writeService } from '../src/service/service';

const tree = () => new FsTree(join(__dirname, '../../..'), false);
const description = 'What students think of a course.';

test.each([
  ['courses-srv', /Kubernetes would have two objects NetworkPolicy courses-srv-netpol/],
  ['event-messages', /apps\/event-messages\/src\/domain\/event-message\.ts: /],
])('rejects the name %s, because the result would not work', (name, reason) => {
  const result = tree();
  writeService(result, { name, description, event: 'course.published.v1' });
  expect(() => checkResult(result)).toThrow(reason);
});

test('accepts a result that works', () => {
  const result = tree();
  writeService(result, { name: 'zebras', description, event: 'course.published.v1' });
  expect(() => checkResult(result)).not.toThrow();
});

test('rejects code that does not compile, with its file and reason', () => {
  const result = tree();
  result.write('libs/contracts/src/new-file.ts', "export const nothing: string = 'fine';\n");
  expect(() => checkResult(result)).not.toThrow();
  result.write('libs/contracts/src/new-file.ts', 'export const nothing: string = 1;\n');
  expect(() => checkResult(result)).toThrow(/new-file\.ts: Type 'number' is not assignable/);
});
