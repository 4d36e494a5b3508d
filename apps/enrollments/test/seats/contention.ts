/** Operations on the seats of one course. Each may reject, as it does while a service or a server is down. */
export interface SeatOperations {
  enroll(student: number): Promise<void>;
  withdraw(student: number): Promise<void>;
  setCapacity(capacity: number): Promise<void>;
  archive(): Promise<void>;
}

export interface ContentionPlan {
  operations: number;
  concurrency: number;
  students: number;
  maxCapacity: number;
  /** The same seed gives the same operations. */
  seed: number;
}

/** How many operations succeeded, and how many failed, with an unknown effect. */
export interface Tally {
  succeeded: number;
  failed: number;
}

/**
 * Runs random operations on all courses concurrently. The second to last course is archived half way through. Students are
 * numbered from 0.
 */
export async function runContention(
  courses: readonly SeatOperations[],
  plan: ContentionPlan,
): Promise<Tally> {
  const random = randomNumbers(plan.seed);
  const tally = { succeeded: 0, failed: 0 };
  let remaining = plan.operations;
  const worker = async () => {
    while (remaining > 0) {
      remaining -= 1;
      const isHalfWay = remaining === Math.floor(plan.operations / 2);
      const operation = isHalfWay ? () => courses.at(-2)?.archive() : randomOperation(courses, plan, random);
      try {
        await operation();
        tally.succeeded += 1;
      } catch {
        tally.failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: plan.concurrency }, worker));
  return tally;
}

function randomOperation(
  courses: readonly SeatOperations[],
  { students, maxCapacity }: ContentionPlan,
  random: (below: number) => number,
): () => Promise<void> {
  const course = courses[random(courses.length)] as SeatOperations;
  const [student, dice, capacity] = [random(students), random(100), 1 + random(maxCapacity)];
  if (dice < 55) return () => course.enroll(student);
  if (dice < 94) return () => course.withdraw(student);
  return () => course.setCapacity(capacity);
}

/** Mulberry32: whole numbers from 0 to below the given one. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
