import { rate } from '../enrollments/enroll';
import { registerPeople, signInAt } from '../shared/identity';
import { cpuTime } from '../shared/machine';
import type { Server } from '../shared/server';

/** As many passwords as identity checks at a time. */
const concurrency = 2;

/** Signs in at the client, `count` times in all; the passwords are checked by the real identity service. */
export async function measureSignIns(client: Server, identityUrl: string, count: number) {
  const people = await registerPeople(identityUrl, 12);
  for (const person of people) await signInAt(client.url, person); // warm-up
  const turns = Array.from({ length: count / people.length }, () => people).flat();
  const before = cpuTime(client.pid) ?? NaN;
  const perSecond = await rate(turns, (person) => signInAt(client.url, person), concurrency);
  const cpuMs = (cpuTime(client.pid) ?? NaN) - before;
  return { count: turns.length, perSecond, clientCpuMs: cpuMs / turns.length };
}
