import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fill } from '../courses/fill-catalog';
import { describeMachine, memoryOf } from '../shared/machine';
import { makePod } from '../shared/pod';
import { root, startService, type Service } from '../shared/service';
import { median } from '../shared/statistics';
import { lackOfWrk, load } from '../shared/wrk';

interface Options {
  starts: number;
  /** Of full load. */
  seconds: number;
}

/** How fast the courses service starts, and its memory before, during and after load; resolves with the exit code. */
export async function measure({ starts, seconds }: Options): Promise<number> {
  const lack = lackOfWrk();
  if (lack) {
    process.stderr.write(`${lack}\n`);
    return 1;
  }
  const machine = describeMachine();
  const listening: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const service = await startService('courses');
    listening.push(service.listeningAfterMs);
    await service.stop();
  }
  const pod = makePod();
  if (!pod) process.stdout.write('No control group may be made here: memory is not limited as in a pod.\n');
  const service = await startService('courses', { pod });
  try {
    const memory = await memoryUnderLoad(service, seconds);
    const limited = pod !== undefined;
    return report({ machine, limited, listeningMs: median(listening), seconds, ...memory });
  } finally {
    await service.stop();
    pod?.remove();
  }
}

async function memoryUnderLoad(service: Service, seconds: number) {
  const now = (): number => memoryOf(service.pid) ?? NaN;
  await pause(5_000);
  const idle = now();
  const { id } = await fill(service, 1_000);
  // Only what comes after the warm-up may not grow.
  await load(`${service.url}/v1/courses/${id}`, { seconds: 10 });
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(now()), 500);
  const half = Math.ceil(seconds / 2);
  await load(`${service.url}/v1/courses/${id}`, { seconds: half });
  await load(`${service.url}/v1/courses?limit=20`, { seconds: half });
  await load(`${service.url}/v1/courses/${id}`, { seconds: half });
  clearInterval(sampling);
  // V8 of Node 24 gives memory back 100 s after its last collection.
  await pause(130_000);
  const third = Math.floor(samples.length / 3);
  const growth = median(samples.slice(-third)) / median(samples.slice(0, third));
  return { idle, most: Math.max(...samples), growth, after: now() };
}

type Figures = {
  machine: object;
  /** To the memory of a pod. */
  limited: boolean;
  listeningMs: number;
  seconds: number;
  idle: number;
  most: number;
  growth: number;
  after: number;
};

function report(figures: Figures): number {
  const { listeningMs, idle, most, growth, after } = figures;
  const goals = [
    { what: 'listening after, ms', value: listeningMs, most: 400 },
    { what: 'memory idle, MiB', value: idle, most: 100 },
    { what: 'memory under load, last third to first third', value: growth, most: 1.1 },
    { what: 'memory two minutes after load, to idle', value: after / idle, most: 1.2 },
  ].map((goal) => ({ ...goal, met: goal.value <= goal.most }));
  for (const { what, value, most: bound, met } of goals) {
    process.stdout.write(
      `${what.padEnd(50)}${value.toFixed(2).padStart(8)}   at most ${bound}: ${met ? 'met' : 'MISSED'}\n`,
    );
  }
  process.stdout.write(`memory under load, MiB, at most${most.toFixed(0).padStart(27)}\n`);
  mkdirSync(join(root, 'bench/results'), { recursive: true });
  writeFileSync(
    join(root, 'bench/results/startup.json'),
    `${JSON.stringify({ ...figures, goals }, null, 2)}\n`,
  );
  return goals.every(({ met }) => met) ? 0 : 1;
}
