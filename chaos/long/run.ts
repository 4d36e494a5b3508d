// The long form: load for a million events, with a fault every 40,000. Ends with 0 when everything held.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRealServers, waitFor, type RealServers } from '@courses/testing';
import {
  blackHole,
  brokerIsKilled,
  brokerStopsAndStarts,
  closedDuringSetup,
  consumerIsKilled,
  databaseIsKilled,
  databaseIsSlow,
  handshakeNotAnswered,
  memoryAlarm,
  relayIsKilled,
  relayStandsStill,
  resetDuringSetup,
  type Fault,
} from '../rig/faults';
import { Rig } from '../rig/rig';
import { MemoryWatch } from './memory-watch';
import { verdict } from './verdict';

const goal = 1_000_000;
const leaseMs = 10_000;
const secondRelay = (rig: Rig) => rig.relays[0] ?? rig.publisher;

/** Twice, in this order; what restarts the consumer comes first, so that the second half shows its memory. */
const round: [string, Fault][] = [
  ['consumer killed between effect and ack', consumerIsKilled],
  ['stop_app and start_app', brokerStopsAndStarts],
  ['kill -9 of the database', databaseIsKilled],
  ['kill -9 of the broker', brokerIsKilled],
  ['connection closed while channels are set up', closedDuringSetup],
  ['relay killed between confirm and pull', relayIsKilled(secondRelay)],
  ['connection reset during setup', resetDuringSetup],
  ['handshake never answered', handshakeNotAnswered],
  ['slow database', databaseIsSlow(10_000)],
  ['black hole', blackHole],
  ['relay stands still beyond its lease', relayStandsStill(secondRelay, leaseMs * 1.2)],
  ['memory alarm', memoryAlarm],
];
const faults = [...round, ...round];

const say = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);

async function run(servers: RealServers, folder: string): Promise<boolean> {
  const load = { eventsPerWrite: 100, writesPerDocument: 2, atOnce: 6, pauseMs: 0, maxPending: 40 };
  const rig = await Rig.start('long', servers, { leaseMs, journal: join(folder, 'effects.journal'), load });
  try {
    await rig.addRelay();
    await rig.startLoad();
    const memory = new MemoryWatch(rig);
    const resumedMs: number[] = [];
    const step = goal / (faults.length + 1);
    for (const [index, [name, fault]] of faults.entries()) {
      await untilTotal(rig, (index + 1) * step);
      await memory.look();
      say(`${rig.effects.toLocaleString('en')} effects; fault ${index + 1} of ${faults.length}: ${name}`);
      const ms = await fault(rig, servers);
      if (typeof ms === 'number') resumedMs.push(ms);
      if (typeof ms === 'number') say(`publishes ${ms} ms after the broker is back`);
      await rig.untilEffects(1_000, 120_000);
    }
    await untilTotal(rig, goal);
    say('enough; waiting for what is under way');
    await rig.stopLoad();
    await rig.untilIdle(300_000).catch(() => say('not everything arrived within 5 minutes'));
    await memory.look();
    const remark = `${faults.length} faults; effects in a file, fsynced before each ack`;
    return verdict(say, {
      ledger: await rig.finish({ remark }),
      goal,
      resumedMs,
      memory: memory.lines(),
      survivors: { publisher: rig.publisher.restarts },
    });
  } finally {
    await rig.close();
  }
}

const untilTotal = (rig: Rig, total: number) =>
  waitFor(`${total} effects`, () => rig.effects >= total, 30 * 60_000);

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
