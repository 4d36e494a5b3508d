import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

const root = resolve(__dirname, '../../..');

/** A program that runs a service whose `stop` says so, as a process of its own. */
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
  let said = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => (said += String(chunk)));
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number,
    output: said,
    errors,
  }));
  return { child, ended, said: child.stdout ? once(child.stdout, 'data') : undefined };
}

const running = `setInterval(() => {}, 1000); const start = async () => { console.log('started'); return { url: '' }; };`;

describe('a service that runs as the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops on %s and exits with 0', async (signal) => {
    const { child, ended, said } = runProgram(`${running} void runService(() => ({ logger, start, stop }));`);
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
       void runService(() => ({ logger, start, stop: slowStop }));`,
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
       void runService(() => ({ logger, start, stop }));`,
    );
    expect(await ended).toEqual({
      code: 1,
      output: '',
      errors: 'Port 3000 is taken: stop what uses it, or choose another with PORT.\n',
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

  it('says why it ends even when logs are silent', async () => {
    const { ended } = runProgram(
      `const start = async () => { setTimeout(() => { throw new Error('the fault'); }); return { url: '' }; };
       void runService(() => ({ logger, start, stop }));`,
      { LEVEL: 'silent' },
    );
    expect(await ended).toEqual({ code: 1, output: 'stopped\n', errors: expect.stringMatching('the fault') });
  });

  it('exits with 1 when a fault comes while a signal stops it', async () => {
    const { child, ended, said } = runProgram(
      `${running}
       const faulty = async () => {
         setTimeout(() => { throw new Error('the fault'); });
         await new Promise((done) => process.once('uncaughtException', done));
         await stop();
       };
       void runService(() => ({ logger, start, stop: faulty }));`,
    );
    await said;
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 1, output: expect.stringMatching(/the fault[^]*stopped/) });
  });

  it('goes on when its log cannot be written, and says so', async () => {
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
    expect(errors).toMatch(/^The log ends here: it cannot be written \(ENOSPC: .*\)\.\n$/);
  });
});
