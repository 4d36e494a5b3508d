import { setTimeout as pause } from 'node:timers/promises';
import type { RealServers } from '@courses/testing';
import { longestAnswerMs, longestStopMs } from '../environment/answers';
import { FaultyDatabase } from '../environment/faulty-database';

/** Every other code is in the tests of libs/mongo. */
const failoverCodes = [91, 189, 10107, 11602, 262];

/** A database that is slow, silent or in a failover: the courses service answers in time, and nothing is lost. */
export function slowDatabase(servers: () => RealServers): void {
  let faulty: FaultyDatabase;

  beforeEach(async () => {
    const { mongo, rabbit } = servers();
    faulty = await FaultyDatabase.start(mongo.uri, rabbit.url);
    faulty.startLoad();
    await faulty.untilCreated(10);
  });
  afterEach(() => faulty.stop());

  async function expectKept(scenario: string) {
    expect(await faulty.finish(scenario)).toMatchObject({ lost: 0, duplicated: 0 });
    expect(faulty.answers.broken).toEqual([]);
    expect(faulty.answers.slowestMs).toBeLessThan(longestAnswerMs);
  }

  it('answers in time and notices it in readiness when the database is silent (20, 28)', async () => {
    faulty.proxy.blackHole();
    await faulty.untilState('away');
    faulty.proxy.heal();
    await faulty.untilState('connected');
    await faulty.untilCreated(10);
    await expectKept('20 silent database');
    expect(faulty.answers.statuses.get(503)).toBeGreaterThan(0);
  });

  it('answers in time when single operations are never answered (21)', async () => {
    const faults = ['find', 'insert', 'update'].map((command) =>
      faulty.proxy.failCommand({ commands: [command], never: true, times: 1 }),
    );
    await faulty.untilCreated(50);
    await expectKept('21 one operation never answered');
    expect(faults.map(({ hits }) => hits)).toEqual([1, 1, 1]);
  });

  it('answers in time when every answer of the database takes longer and longer (23)', async () => {
    for (const delayMs of [200, 1_000, 5_000]) {
      faulty.proxy.delay(delayMs);
      await pause(4_000);
    }
    faulty.proxy.heal();
    await faulty.untilCreated(10);
    await expectKept('23 slow database');
  });

  it('announces when to try again during a failover (24)', async () => {
    for (const errorCode of failoverCodes) {
      const fault = faulty.proxy.failCommand({ commands: ['find', 'insert'], errorCode, times: 6 });
      while (fault.hits < 6) await pause(20);
    }
    await faulty.untilCreated(10);
    await expectKept('24 failover codes');
    expect(faulty.answers.statuses.get(503)).toBeGreaterThan(0);
  });

  it('ends below the grace period when operations hang (29)', async () => {
    const fault = faulty.proxy.failCommand({ commands: ['find', 'insert'], never: true });
    while (fault.hits === 0) await pause(20);
    const since = performance.now();
    const code = await faulty.service.stop('SIGTERM');
    const stopMs = Math.round(performance.now() - since);
    await faulty.stopLoad();
    const { lost, duplicated } = await faulty.finish(`29 SIGTERM with hanging operations: ${stopMs} ms`);
    expect({ code, lost, duplicated }).toEqual({ code: 0, lost: 0, duplicated: 0 });
    expect(stopMs).toBeLessThan(longestStopMs);
  });
}
