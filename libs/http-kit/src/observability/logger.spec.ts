import fs from 'node:fs';
import { pino } from 'pino';
import { createLogger, loggerOptions } from './logger';

/** What a service would log. */
function logged(log: (logger: pino.Logger) => void): string {
  let text = '';
  log(pino(loggerOptions('identity', 'info'), { write: (line) => void (text += line) }));
  return text;
}

class ServerError extends Error {
  readonly code = 11_000;
  readonly keyValue = { name: 'Ada Lovelace' };
  readonly errorResponse = { op: { name: 'Ada Lovelace' } };
}

describe('a log line', () => {
  it.each([
    'lovelace@example.org',
    'A.Lovelace+x@mail.example.org',
    'lovelace%40example.org',
    'lovelace%2540example.org',
    'lovelace%40example%2Eorg',
    'löve.lace@exämple.org',
    'l%C3%B6ve.lace@ex%C3%A4mple.org',
    'lovelace@%C3%A4.example',
  ])('has no e-mail address (%s)', (address) => {
    const text = logged((logger) => {
      logger.info({ path: `/v1/accounts/${address}/roles`, list: [address] }, `registered ${address}`);
      logger.error({ err: new Error(`refused <${address}>`) }, 'failed');
    });
    expect(text).not.toMatch(/love/i);
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({ path: '/v1/accounts/[redacted]/roles', msg: 'registered [redacted]' }),
      expect.objectContaining({ err: expect.objectContaining({ message: 'refused <[redacted]>' }) }),
    ]);
  });

  it.each([
    ['http://ada:lovelace@host/x', 'http://[redacted]@host/x'],
    ['amqp://ada:love%20lace@rabbitmq:5672', 'amqp://[redacted]@rabbitmq:5672'],
    ['mongodb://lovelace@one,two/x', 'mongodb://[redacted]@one,two/x'],
  ])('has no credentials of a URL (%s)', (url, safe) => {
    const lines = logged((logger) => logger.info({ path: url, err: new Error(url) }, url)).split(safe);
    expect(lines).toHaveLength(5);
    expect(lines.join()).not.toMatch(/love/);
  });

  it('is written without delay, whatever a path consists of', async () => {
    for (const path of [
      'a'.repeat(16_000),
      '%40'.repeat(5_000),
      'a@'.repeat(8_000),
      '@a.'.repeat(5_000),
      '://'.repeat(5_000),
      'a@%c3'.repeat(3_000),
    ]) {
      expect(logged((logger) => logger.info({ path: `/%/${path}` }))).toMatch(/\n$/);
      // The limit of the test is enforced only between turns of the event loop.
      await new Promise(setImmediate);
    }
  }, 10_000);

  it('has what is no address', () => {
    const at = '/app/node_modules/@courses/http-kit/index.js:40:4040';
    expect(logged((logger) => logger.info({ at, ms: 40 }, 'user@host %40'))).toContain(at);
  });

  it('has the kind of a duplicate key, not the key nor the document', () => {
    const message =
      'E11000 duplicate key error collection: identity.accounts index: name_1 dup key: { name: "Ada } Lovelace" }';
    const text = logged((logger) =>
      logger.error({ err: new Error('outer', { cause: new ServerError(message) }) }),
    );
    const direct = logged((logger) => logger.error({ err: new ServerError(message) }));
    for (const line of [text, direct]) {
      expect(line).not.toMatch(/Lovelace/);
      expect(line).toMatch(/index: name_1 dup key: \[redacted\][^]*\n/);
    }
    expect(JSON.parse(direct).err).toMatchObject({
      type: 'ServerError',
      code: 11_000,
      stack: expect.any(String),
    });
  });
});

describe('standard output', () => {
  let written: string[];
  beforeEach(() => {
    written = [];
    jest.spyOn(fs, 'writeSync').mockImplementation((_fd: number, data: unknown) => {
      written.push(String(data));
      return Buffer.byteLength(String(data));
    });
  });
  afterEach(() => jest.restoreAllMocks());

  const messages = () => written.map((text) => text.match(/(?<="msg":")\w+/g));

  it('gets the lines of one turn of the event loop in one write, in their order', async () => {
    const [one, other] = [createLogger('courses'), createLogger('identity')];
    one.info('first');
    other.info('second');
    one.info('third');
    expect(written).toEqual([]);
    await new Promise(setImmediate);
    one.info('fourth');
    await new Promise(setImmediate);
    expect(messages()).toEqual([['first', 'second', 'third'], ['fourth']]);
  });

  it('gets the last lines when the process exits', () => {
    createLogger('courses').info('last');
    process.emit('exit', 0);
    expect(messages()).toEqual([['last']]);
  });
});
