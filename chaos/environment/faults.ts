import { setTimeout as pause } from 'node:timers/promises';
import { waitFor, type RealServers } from '@courses/testing';
// eslint-disable-next-line @nx/enforce-module-boundaries -- see chaos-environment.ts
import {
  connectionClose,
  type Fault as ConnectionFault,
} from '../../libs/messaging/test/faults/faulty-proxy';
import type { ChaosEnvironment } from './chaos-environment';
import type { SupervisedProcess } from './supervised-process';

/** Injects a fault while events flow. Resolves when it is over; the system must recover without help. */
export type Fault = (chaos: ChaosEnvironment, servers: RealServers) => Promise<unknown>;

/** Resolves with the milliseconds from the end of the fault to the next confirmed event. */
type BrokerFault = (chaos: ChaosEnvironment, servers: RealServers) => Promise<number>;

/** `rabbitmqctl stop_app` and `start_app`. */
export const restartBroker: BrokerFault = async (chaos, { rabbit }) => {
  await rabbit.ctl('stop_app');
  const starting = rabbit.ctl('start_app');
  await rabbit.process.listening();
  const resumed = chaos.untilConfirmed();
  await starting;
  return resumed;
};

export const killBroker: BrokerFault = async (chaos, { rabbit }) => {
  await rabbit.process.kill();
  await rabbit.process.start();
  return chaos.untilConfirmed();
};

/** The broker blocks its publishers. */
export const raiseMemoryAlarm: BrokerFault = async (chaos, { rabbit }) => {
  await rabbit.ctl('set_vm_memory_high_watermark', 'absolute', '1MiB');
  await waitFor('publishing to be blocked', async () => {
    const before = chaos.confirmed;
    await pause(500);
    return chaos.confirmed === before;
  });
  await rabbit.ctl('set_vm_memory_high_watermark', '0.6');
  return chaos.untilConfirmed();
};

export const closeDuringSetup: Fault = (chaos) =>
  breakDuringSetup(chaos, { frame: connectionClose(320, 'CONNECTION_FORCED') });

export const resetDuringSetup: Fault = (chaos) => breakDuringSetup(chaos, 'reset');

/** The broker's frames in which the channel opens and the consumer starts. */
const [firstFrame, lastFrame] = [4, 18];

/** Breaks the open connections, and then each new one two frames later than the one before. */
async function breakDuringSetup({ proxy }: ChaosEnvironment, how: ConnectionFault['how']): Promise<void> {
  const first = proxy.accepted;
  const times = 1 + (lastFrame - firstFrame) / 2;
  // amqplib 2.3.1 crashes on an error right after connection.open-ok, the third frame; see the README of messaging.
  proxy.plan = (connection) =>
    connection < first + times ? { afterFrames: firstFrame + (connection - first) * 2, how } : undefined;
  proxy.cut('reset');
  await waitFor('each connection to break', () => proxy.accepted > first + times);
}

/** TCP connects, but the AMQP handshake gets no response. */
export const ignoreHandshake: Fault = async ({ proxy }) => {
  const [first, times] = [proxy.accepted, 4];
  proxy.plan = (connection) => (connection < first + times ? { afterFrames: 0, how: 'silence' } : undefined);
  proxy.cut('reset');
  await waitFor('a connection that gets a response', () => proxy.accepted > first + times);
};

/** The connections stay open but drop all traffic. */
export const blackholeNetwork: Fault = async ({ proxy }) => {
  const { open, accepted } = proxy;
  proxy.silence();
  await waitFor('new connections', () => proxy.accepted >= accepted + open);
};

export const killRelay =
  (select: (chaos: ChaosEnvironment) => SupervisedProcess): Fault =>
  (chaos) =>
    crash(select(chaos));

export const killConsumer: Fault = ({ consumer }) => crash(consumer);

/** The process kills itself at its critical moment; see Command. */
async function crash(supervised: SupervisedProcess): Promise<void> {
  const { restarts } = supervised;
  supervised.send({ kind: 'crash-at-next-step' });
  await waitFor('the crash', () => supervised.restarts > restarts);
  await supervised.ready();
}

/** Stops the process for this long, as on a suspended machine. */
export const suspendRelay =
  (select: (chaos: ChaosEnvironment) => SupervisedProcess, ms: number): Fault =>
  async (chaos) => {
    const relay = select(chaos);
    relay.signal('SIGSTOP');
    await pause(ms);
    relay.signal('SIGCONT');
  };

/** For `ms`, the database runs only a third of the time. */
export const slowDatabase =
  (ms: number): Fault =>
  async (_chaos, { mongo }) => {
    for (const end = Date.now() + ms; Date.now() < end;) {
      mongo.process.signal('SIGSTOP');
      await pause(100);
      mongo.process.signal('SIGCONT');
      await pause(50);
    }
  };

export const killDatabase: Fault = async (_chaos, { mongo }) => {
  await mongo.process.kill();
  await mongo.process.start();
};
