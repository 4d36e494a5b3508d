import { pino } from 'pino';
import { stopParts } from './stop-parts';

const never = () => new Promise<never>(() => undefined);

function recorder() {
  const stopped: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const logger = pino({}, { write: (line) => void lines.push(JSON.parse(line)) });
  const part = (
    name: string,
    stop: () => Promise<unknown> = () => Promise.resolve(),
    deadlineMs = 60_000,
  ) => ({
    name,
    deadlineMs,
    stop: () => {
      stopped.push(name);
      return stop();
    },
  });
  return { stopped, lines, logger, part };
}

describe('stopParts', () => {
  it('stops one part after another', async () => {
    const { stopped, logger, part } = recorder();
    const slow = part('server', async () => {
      await new Promise(setImmediate);
      stopped.push('server is done');
    });
    await stopParts(logger, [slow, part('bus')]);
    expect(stopped).toEqual(['server', 'server is done', 'bus']);
  });

  it('logs and leaves a part that does not stop by its deadline', async () => {
    const { stopped, lines, logger, part } = recorder();
    await stopParts(logger, [part('bus', never, 20), part('database')]);
    expect(stopped).toEqual(['bus', 'database']);
    expect(lines).toEqual([
      expect.objectContaining({ level: 50, part: 'bus', msg: 'not stopped in time; left as it is' }),
    ]);
  });

  it('stops the others when one fails, and then fails with its error', async () => {
    const { stopped, logger, part } = recorder();
    const faulty = part('bus', () => {
      throw new Error('the fault');
    });
    await expect(stopParts(logger, [faulty, part('database')])).rejects.toThrow('the fault');
    expect(stopped).toEqual(['bus', 'database']);
  });

  it('is not disturbed by a part that fails after it was left', async () => {
    const { logger, part } = recorder();
    let fail: (error: Error) => void = () => undefined;
    const late = part('bus', () => new Promise((_resolve, reject) => (fail = reject)), 10);
    await stopParts(logger, [late]);
    fail(new Error('too late'));
    await new Promise(setImmediate);
  });
});
