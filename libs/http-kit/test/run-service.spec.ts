import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

const root = resolve(__dirname, '../../..');

/** Runs a program in its own process; its service prints `stopped` when it stops. */
function runProgram(body: string, env: Record<string, string> = {}, output: 'pipe' | number = 'pipe') {
  const file = join(mkdtempSync(join(tmpdir(), 'run-service-')), 'program.js');
  const program = `
    import { ConfigError, createLogger, runService } from './libs/http-kit/src';
    const logger = createLogger('program', process.env.LEVEL);
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
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', output, 'pipe'],
  });
  let stdout = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    output: stdout,
    errors,
  }));
  return { child, ended, printed: child.stdout ? once(child.stdout, 'data') : undefined };
}

const running = `setInterval(() => {}, 1000); const start = async () => { console.log('started'); return { url: '' }; };`;

describe('runService', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s and exits with 0', async (signal) => {
    const { child, ended, printed } = runProgram(
      `${running} void runService(() => ({ logger, start, stop }));`,
    );
    await printed;
    child.kill(signal);
    expect(await ended).toEqual({ code: 0, output: 'started\nstopped\n', errors: '' });
  });

  it('exits with 0 and no error when a signal interrupts its start', async () => {
    const { child, ended, printed } = runProgram(
      `let cut;
       const start = () => new Promise((_, reject) => { cut = reject; console.log('starting'); });
       const slowStop = async () => { cut(new Error('fetch failed')); await new Promise(setImmediate); await stop(); };
       setInterval(() => {}, 1000);
       void runService(() => ({ logger, start, stop: slowStop }));`,
    );
    await printed;
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, output: 'starting\nstopped\n', errors: '' });
  });

  it('exits with 1 and one line when the configuration is invalid', async () => {
    const { ended } = runProgram(
      `void runService(() => { throw new ConfigError('Configuration: X is missing'); });`,
    );
    expect(await ended).toEqual({ code: 1, output: '', errors: 'Configuration: X is missing\n' });
  });

  it('exits with 1 and one line when its port is in use', async () => {
    const { ended } = runProgram(
      `const start = async () => { throw Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 3000 }); };
       void runService(() => ({ logger, start, stop }));`,
    );
    expect(await ended).toEqual({
      code: 1,
      output: '',
      errors: 'Port 3000 is already in use: stop the other process or set PORT to another port.\n',
    });
  });

  const faults = [
    ['uncaught exception', `throw new Error('the fault', { cause: new Error('the cause') });`],
    ['unhandled rejection', `Promise.reject(new Error('the fault', { cause: new Error('the cause') }));`],
    ['unhandled rejection', `Promise.reject('the fault: the cause');`],
  ] as const;

  it.each(faults)('logs an %s as fatal with its cause, drains and exits with 1', async (kind, fault) => {
    const { ended } = runProgram(
      `const start = async () => { setTimeout(() => { ${fault} }, 10); return { url: '' }; };
       const drain = async () => { await new Promise((done) => setTimeout(done, 50)); await stop(); };
       setInterval(() => {}, 1000);
       void runService(() => ({ logger, start, stop: drain }));`,
    );
    const { code, output, errors } = await ended;
    const [line = '', ...rest] = output.trim().split('\n');
    expect(JSON.parse(line)).toMatchObject({ level: 'fatal', service: 'program', msg: `${kind}: stopping` });
    expect(line).toMatch(/the fault[^]*the cause/);
    expect({ code, rest, errors }).toEqual({ code: 1, rest: ['stopped'], errors: '' });
  });

  it('prints the fatal error when logs are silent', async () => {
    const { ended } = runProgram(
      `const start = async () => { setTimeout(() => { throw new Error('the fault'); }); return { url: '' }; };
       void runService(() => ({ logger, start, stop }));`,
      { LEVEL: 'silent' },
    );
    expect(await ended).toEqual({ code: 1, output: 'stopped\n', errors: expect.stringMatching('the fault') });
  });

  it('exits with 1 when an error is thrown while a signal stops it', async () => {
    const { child, ended, printed } = runProgram(
      `${running}
       const faulty = async () => {
         setTimeout(() => { throw new Error('the fault'); });
         await new Promise((done) => process.once('uncaughtException', done));
         await stop();
       };
       void runService(() => ({ logger, start, stop: faulty }));`,
    );
    await printed;
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, output: expect.stringMatching(/the fault[^]*stopped/) });
  });

  it('exits with 1 when its stop never ends', async () => {
    const { child, ended, printed } = runProgram(
      `const timer = setTimeout;
       globalThis.setTimeout = (run, ms) => timer(run, ms / 100);
       ${running}
       const hanging = (reason) => { console.log(reason); return new Promise(() => {}); };
       void runService(() => ({ logger, start, stop: hanging }));`,
    );
    await printed;
    child.kill('SIGTERM');
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^started\nSIGTERM\n[^]*not stopped in time: exiting/);
  });

  it('keeps running when its log is not writable, and reports that once', async () => {
    const { child, ended } = runProgram(
      `const start = async () => { logger.info('one'); logger.info('two'); logger.fatal('three'); return { url: '' }; };
       setInterval(() => {}, 1000);
       void runService(() => ({ logger, start, stop: async () => {} }));`,
      {},
      openSync('/dev/full', 'w'),
    );
    await once(child.stderr as Readable, 'data');
    child.kill('SIGTERM');
    const { code, errors } = await ended;
    expect(code).toBe(0);
    expect(errors).toMatch(/^Logging stopped: standard output is not writable \(ENOSPC: .*\)\.\n$/);
  });
});
