// The long form: load for a million events, with a fault every 40,000. Exits with 0 when every claim holds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealServers, waitFor, type RealServers } from '@courses/testing';
import { ChaosEnvironment } from '../environment/chaos-environment';
import * as inject from '../environment/faults';
import { checkClaims } from './check-claims';
import { MemoryMonitor } from './memory-monitor';

const goal = 1_000_000;
const leaseMs = 10_000;
const secondRelay = (chaos: ChaosEnvironment) => chaos.relays[0] ?? chaos.publisher;

/** Runs twice. The faults that restart the consumer come first, so that the second half shows its memory. */
const round: [string, inject.Fault][] = [
  ['kill the consumer between effect and ack', inject.killConsumer],
  ['restart the broker (stop_app, start_app)', inject.restartBroker],
  ['kill -9 the database', inject.killDatabase],
  ['kill -9 the broker', inject.killBroker],
  ['close connections during channel setup', inject.closeDuringSetup],
  ['kill a relay between confirm and removal from the outbox', inject.killRelay(secondRelay)],
  ['reset connections during setup', inject.resetDuringSetup],
  ['leave the AMQP handshake without response', inject.ignoreHandshake],
  ['slow down the database', inject.slowDatabase(10_000)],
  ['black-hole the network', inject.blackholeNetwork],
  ['suspend a relay beyond its lease', inject.suspendRelay(secondRelay, leaseMs * 1.2)],
  ['raise the memory alarm', inject.raiseMemoryAlarm],
];
const faults = [...round, ...round];

const log = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);

async function injectAll(chaos: ChaosEnvironment, servers: RealServers, memory: MemoryMonitor) {
  const resumedMs: number[] = [];
  for (const [index, [name, fault]] of faults.entries()) {
    await untilTotalEffects(chaos, ((index + 1) * goal) / (faults.length + 1));
    await memory.sample();
    log(`${chaos.effects.toLocaleString('en')} effects; fault ${index + 1} of ${faults.length}: ${name}`);
    const ms = await fault(chaos, servers);
    if (typeof ms === 'number') {
      resumedMs.push(ms);
      log(`publishing resumed ${ms} ms after the broker was back`);
    }
    await chaos.untilEffects(1_000, 120_000);
  }
  return resumedMs;
}

async function run(servers: RealServers, folder: string): Promise<boolean> {
  const load = { eventsPerWrite: 100, writesPerDocument: 2, writers: 6, pauseMs: 0, maxPending: 40 };
  const options = { leaseMs, journal: join(folder, 'effects.journal'), load };
  const chaos = await ChaosEnvironment.start('long', servers, options);
  try {
    await chaos.addRelay();
    await chaos.startLoad();
    const memory = new MemoryMonitor(chaos);
    const resumedMs = await injectAll(chaos, servers, memory);
    await untilTotalEffects(chaos, goal);
    log('stopping the load and waiting for events in flight');
    await chaos.stopLoad();
    await chaos.untilIdle(300_000).catch(() => log('not every event arrived within 5 minutes'));
    await memory.sample();
    const ledger = await chaos.finish(`${faults.length} faults; effects in a file, fsynced before each ack`);
    const publisherRestarts = chaos.publisher.restarts;
    return checkClaims(log, { ledger, goal, resumedMs, memory: memory.results(), publisherRestarts });
  } finally {
    await chaos.close();
  }
}

const untilTotalEffects = (chaos: ChaosEnvironment, total: number) =>
  waitFor(`${total} effects`, () => chaos.effects >= total, 30 * 60_000);

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'courses-chaos-'));
  const servers = await startRealServers();
  const interrupted = new Promise<boolean>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(false));
  });
  try {
    process.exitCode = (await Promise.race([run(servers, folder), interrupted])) ? 0 : 1;
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true });
    process.exit();
  }
}

void main();
