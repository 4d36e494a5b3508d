import { dropping } from './cli/dropping';
import { interrupting } from './cli/interrupting';
import { showing } from './cli/showing';
import { CliFixture } from './cli/cli-fixture';
import { refusing } from './cli/refusing';
import { replaying } from './cli/replaying';
import { replayingInTraces } from './cli/replaying-in-traces';

describe('courses-messages, on errors', () => refusing());

const amqpUrl = process.env['AMQP_URL'];

/** `npm run test:integration` */
if (amqpUrl) {
  describe('courses-messages, showing', () => showing(amqpUrl));
  describe('courses-messages, replaying', () => replaying(amqpUrl));
  describe('courses-messages, replaying in traces', () => replayingInTraces(amqpUrl));
  describe('courses-messages, dropping', () => dropping(amqpUrl));
  describe('courses-messages, interrupted', () => interrupting(amqpUrl));
  test('courses-messages reports a queue or a message that does not exist', async () => {
    const fixture = await CliFixture.open(amqpUrl);
    const [noQueue, noMessage] = [
      await fixture.run('show', 'no.such.dlq'),
      await fixture.run('drop', fixture.dlq, 'x', '--yes'),
    ];
    await fixture.close();

    expect([noQueue.code, noMessage.code]).toEqual([1, 1]);
    expect(noQueue.err).toMatch(/^courses-messages: there is no queue no\.such\.dlq at \S+\n$/);
    expect(noMessage.err).toMatch(/has no message x; show .* lists its messages\n$/);
  });
}
