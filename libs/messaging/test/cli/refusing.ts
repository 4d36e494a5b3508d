import { createServer, type AddressInfo } from 'node:net';
import { startCommand } from './cli-fixture';

const nothing = 'amqp://guest:guest@127.0.0.1:1';

export function refusing(): void {
  it.each([
    [1, 'AMQP_URL is not set', ['list'], {}],
    [1, 'AMQP_URL is not an amqp://', ['list'], { AMQP_URL: 'http://127.0.0.1' }],
    [1, 'no broker answers at 127.0.0.1:1', ['list'], { AMQP_URL: nothing }],
    [2, 'there is no command shwo', ['shwo'], {}],
    [2, "Unknown option '--force'", ['drop', 'a.b.dlq', '--force'], {}],
    [2, 'a.b is not a queue of dead letters', ['replay', 'a.b', '--all'], {}],
    [2, 'replay needs a message id, a filter or --all', ['replay', 'a.b.dlq'], {}],
  ])('exits with %i and one error line: %s', async (code, sentence, args, env) => {
    const ended = await startCommand(args, env).ended;

    expect(ended).toMatchObject({ code, out: '' });
    const [first, second] = ended.err.trimEnd().split('\n');
    expect(first).toContain(`courses-messages: ${sentence}`);
    expect(second).toBe(code === 2 ? 'Run courses-messages --help for usage.' : undefined);
  });

  it('can be interrupted while a peer accepts the connection and does not answer', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connected = new Promise((resolve) => server.once('connection', resolve));
    const { port } = server.address() as AddressInfo;

    const { child, ended } = startCommand(['list'], { AMQP_URL: `amqp://127.0.0.1:${port}` });
    await connected;
    child.kill('SIGINT');

    expect((await ended).code).toBe(130);
    server.close();
  });
}
