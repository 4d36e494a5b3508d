import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One API: its document, where it is reached, and the headers that give access. */
export interface Target {
  name: string;
  document: string;
  url: string;
  headers: string[];
}

interface Run {
  seconds: number;
  seed: number;
}

/**
 * Runs schemathesis 4.32.5 on every operation of the document, with valid and invalid data. Resolves to its report;
 * `failed` when a response broke the check or did not come within 10 s.
 */
export async function schemathesis(
  { document, url, headers }: Target,
  { seconds, seed }: Run,
): Promise<{ failed: boolean; report: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'schemathesis-'));
  const file = join(folder, 'openapi.json');
  await writeFile(file, withoutProperties(await (await fetch(document)).text()));
  const options = ['--no-color', 'run', file, '--url', url, '--seed', String(seed)];
  options.push('--max-time', String(seconds), '--phases', 'examples,coverage,fuzzing', '--mode', 'all');
  options.push('--checks', 'announced_errors_only', '--request-timeout', '10', '--continue-on-failure');
  options.push('--no-shrink', '--generation-database', 'none', '--suppress-health-check', 'all');
  options.push('--warnings', 'off', ...headers.flatMap((header) => ['--header', header]));
  try {
    return await run('st', options, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Python's regular expressions have no properties of characters, so schemathesis makes no text for these patterns. */
const withoutProperties = (document: string): string =>
  JSON.stringify(
    JSON.parse(document, (key, value: unknown) =>
      key === 'pattern' && typeof value === 'string' && value.includes('\\p{') ? undefined : value,
    ),
  );

/** In a folder of its own, since schemathesis keeps what it found in the current one. */
function run(program: string, options: string[], cwd: string): Promise<{ failed: boolean; report: string }> {
  const hooks = { SCHEMATHESIS_HOOKS: 'schemathesis_checks', PYTHONPATH: __dirname };
  const env = { ...process.env, ...hooks, PYTHONDONTWRITEBYTECODE: '1' };
  return new Promise((resolve, reject) => {
    execFile(program, options, { cwd, env, maxBuffer: 64e6 }, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT')
        reject(new Error('st is not in the PATH: pip install schemathesis==4.32.5', { cause: error }));
      else resolve({ failed: error !== null, report: stdout + stderr });
    });
  });
}
