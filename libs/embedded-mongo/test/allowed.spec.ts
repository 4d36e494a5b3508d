import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accumulators } from '../src/query/accumulators';
import { allowedExpressions } from '../src/query/expressions';
import { allowedStages } from '../src/query/pipeline';

const folder = join(__dirname, 'cases');
const cases = readdirSync(folder)
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

test.each([...allowedStages, ...allowedExpressions, ...Object.keys(accumulators)])(
  '%s has a case that compares it with MongoDB',
  (name) => {
    expect(cases).toMatch(new RegExp(`\\${name}\\b`));
  },
);
