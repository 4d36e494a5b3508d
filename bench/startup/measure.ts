import { setTimeout as pause } from 'node:timers/promises';
import { fillCatalog } from '../courses/fill-catalog';
import { describeMachine, memoryOf } from '../shared/machine';
import { createPod } from '../shared/pod';
import { checkGoals, exitCode, printFigure, writeJson } from '../shared/results';
import { startService, type Service } from '../shared/service';
import { median } from '../shared/statistics';
import { load, requireWrk } from '../shared/wrk';

interface Options {
  starts: number;
  /** Duration of full load. */
  seconds: number;
}

/** How fast the courses service starts, and its memory before, during and after load; resolves with the exit code. */
export async function measure({ starts, seconds }: Options): Promise<number> {
  requireWrk();
  const machine = describeMachine();
  const listening: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const service = await startService('courses');
    listening.push(service.listeningAfterMs);
    await service.stop();
  }
  const pod = createPod();
  if (!pod)
    process.stdout.write('Control groups cannot be created here: memory is not limited as in a pod.\n');
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
  const { id } = await fillCatalog(service, 1_000);
  await load(`${service.url}/v1/courses/${id}`, { seconds: 10 }); // warm-up
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(now()), 500);
  const half = Math.ceil(seconds / 2);
  await load(`${service.url}/v1/courses/${id}`, { seconds: half });
  await load(`${service.url}/v1/courses?limit=20`, { seconds: half });
  await load(`${service.url}/v1/courses/${id}`, { seconds: half });
  clearInterval(sampling);
  // V8 of Node 24 releases memory 100 s after its last collection.
  await pause(130_000);
  const third = Math.floor(samples.length / 3);
  const growth = median(samples.slice(-third)) / median(samples.slice(0, third));
  return { idle, most: Math.max(...samples), growth, after: now() };
}

interface Figures {
  machine: object;
  /** Whether memory was limited as in a pod. */
  limited: boolean;
  listeningMs: number;
  seconds: number;
  idle: number;
  most: number;
  growth: number;
  after: number;
}

function report(figures: Figures): number {
  const { listeningMs, idle, most, growth, after } = figures;
  const goals = checkGoals([
    { what: 'listening after, ms', value: listeningMs, atMost: 400 },
    { what: 'memory idle, MiB', value: idle, atMost: 100 },
    { what: 'memory under load, last third to first third', value: growth, atMost: 1.1 },
    { what: 'memory two minutes after load, to idle', value: after / idle, atMost: 1.2 },
  ]);
  printFigure('memory under load, MiB, at most', most.toFixed(0));
  writeJson('startup', { ...figures, goals });
  return exitCode(goals);
}
