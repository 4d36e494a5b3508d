import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** A program that runs a service whose `stop` says so, as a process of its own. */
function runProgram(body: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'run-service-')), 'program.js');
  const program = `
    import { ConfigError, runService } from './libs/http-kit/src';
    const stop = async () => { console.log('stopped'); };
    ${body}`;
  const options = [
    '--bundle',
    '--platform=node',
    '--external:swagger-ui-dist',
    '--loader=ts',
    `--outfile=${file}`,
  ];
  execFileSync(join(root, 'node_modules/.bin/esbuild'), [...options, '--log-level=error'], {
    cwd: root,
    input: program,
  });
  const child = spawn(process.execPath, [file]);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, output, errors }));
  return { child, ended, said: once(child.stdout, 'data') };
}

const running = `setInterval(() => {}, 1000); const start = async () => { console.log('started'); return { url: '' }; };`;

describe('a service that runs as the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s and exits with 0', async (signal) => {
    const { child, ended, said } = runProgram(`${running} void runService(() => ({ start, stop }));`);
    await said;
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, output: 'started\nstopped\n', errors: '' });
  });

  it('exits with 0 and no error when a signal cuts its start short', async () => {
    const { child, ended, said } = runProgram(
      `let cut;
       const start = () => new Promise((_, reject) => { cut = reject; console.log('starting'); });
       const slowStop = async () => { cut(new Error('fetch failed')); await new Promise(setImmediate); await stop(); };
       setInterval(() => {}, 1000);
       void runService(() => ({ start, stop: slowStop }));`,
    );
    await said;
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, output: 'starting\nstopped\n', errors: '' });
  });

  it('exits with 1 and one line when its configuration is wrong', async () => {
    const { ended } = runProgram(
      `void runService(() => { throw new ConfigError('Configuration: X is missing'); });`,
    );
    expect(await ended).toEqual({ code: 1, output: '', errors: 'Configuration: X is missing\n' });
  });

  it('exits with 1 and one line when its port is taken', async () => {
    const { ended } = runProgram(
      `const start = async () => { throw Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 3000 }); };
       void runService(() => ({ start, stop }));`,
    );
    expect(await ended).toEqual({
      code: 1,
      output: '',
      errors: 'Port 3000 is taken: stop what uses it, or choose another with PORT.\n',
    });
  });
});
