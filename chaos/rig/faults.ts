import { setTimeout as pause } from 'node:timers/promises';
import { waitFor, type RealServers } from '@courses/testing';
// eslint-disable-next-line @nx/enforce-module-boundaries -- see rig.ts
import { connectionClose, type Fault as LineFault } from '../../libs/messaging/test/faults/faulty-proxy';
import type { Program } from './program';
import type { Rig } from './rig';

/** Does something bad while events flow. Resolves when it is over; what follows must come back by itself. */
export type Fault = (rig: Rig, servers: RealServers) => Promise<unknown>;

/** Likewise; gives how many ms after the end of the fault the next event is confirmed. */
export type BrokerFault = (rig: Rig, servers: RealServers) => Promise<number>;

export const brokerStopsAndStarts: BrokerFault = async (rig, { rabbit }) => {
  await rabbit.ctl('stop_app');
  const starting = rabbit.ctl('start_app');
  await rabbit.process.listening();
  const resumed = rig.untilConfirmed();
  await starting;
  return resumed;
};

export const brokerIsKilled: BrokerFault = async (rig, { rabbit }) => {
  await rabbit.process.kill();
  await rabbit.process.start();
  return rig.untilConfirmed();
};

export const memoryAlarm: BrokerFault = async (rig, { rabbit }) => {
  await rabbit.ctl('set_vm_memory_high_watermark', 'absolute', '1MiB');
  await waitFor('publishing to stand still', async () => {
    const before = rig.confirmed;
    await pause(500);
    return rig.confirmed === before;
  });
  await rabbit.ctl('set_vm_memory_high_watermark', '0.6');
  return rig.untilConfirmed();
};

export const closedDuringSetup: Fault = (rig) =>
  brokenDuringSetup(rig, { frame: connectionClose(320, 'CONNECTION_FORCED') });

export const resetDuringSetup: Fault = (rig) => brokenDuringSetup(rig, 'reset');

/** In the first of these frames of the broker the channel is opened, in the last one the consumer starts. */
const [firstFrame, lastFrame] = [4, 18];

/** Breaks the standing connections and then every new one, each of them two frames later than the one before. */
async function brokenDuringSetup({ proxy }: Rig, how: LineFault['how']): Promise<void> {
  const first = proxy.accepted;
  const times = 1 + (lastFrame - firstFrame) / 2;
  // amqplib 2.3.1 dies of an error right behind connection.open-ok, the third frame; see the README of messaging.
  proxy.plan = (connection) =>
    connection < first + times ? { afterFrames: firstFrame + (connection - first) * 2, how } : undefined;
  proxy.cut('reset');
  await waitFor('all of them to break', () => proxy.accepted > first + times);
}

/** TCP connects, and nobody answers the handshake. */
export const handshakeNotAnswered: Fault = async ({ proxy }) => {
  const [first, times] = [proxy.accepted, 4];
  proxy.plan = (connection) => (connection < first + times ? { afterFrames: 0, how: 'silence' } : undefined);
  proxy.cut('reset');
  await waitFor('connections that are answered', () => proxy.accepted > first + times);
};

/** The connections stay open, and nothing comes through them any more. */
export const blackHole: Fault = async ({ proxy }) => {
  const standing = proxy.open;
  const before = proxy.accepted;
  proxy.silence();
  await waitFor('new connections', () => proxy.accepted >= before + standing);
};

export const relayIsKilled = (which: (rig: Rig) => Program): Fault => {
  return async (rig) => dies(which(rig));
};

export const consumerIsKilled: Fault = ({ consumer }) => dies(consumer);

/** Kills itself at the worst moment; see Command. */
async function dies(program: Program): Promise<void> {
  const { restarts } = program;
  program.send({ kind: 'die-at-next-step' });
  await waitFor('its death', () => program.restarts > restarts);
  await program.ready();
}

/** A process that does nothing for so long, as on a machine that is suspended. */
export const relayStandsStill =
  (which: (rig: Rig) => Program, ms: number): Fault =>
  async (rig) => {
    const relay = which(rig);
    relay.signal('SIGSTOP');
    await pause(ms);
    relay.signal('SIGCONT');
  };

/** For `ms` it works only a third of the time. */
export const databaseIsSlow =
  (ms: number): Fault =>
  async (_rig, { mongo }) => {
    for (const end = Date.now() + ms; Date.now() < end;) {
      mongo.process.signal('SIGSTOP');
      await pause(100);
      mongo.process.signal('SIGCONT');
      await pause(50);
    }
  };

export const databaseIsKilled: Fault = async (_rig, { mongo }) => {
  await mongo.process.kill();
  await mongo.process.start();
};
