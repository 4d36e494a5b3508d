/** What can be done to one course. Each may reject, as it does while a service or a server is away. */
export interface SeatActs {
  enroll(student: number): Promise<void>;
  withdraw(student: number): Promise<void>;
  setCapacity(capacity: number): Promise<void>;
  archive(): Promise<void>;
}

export interface ContentionPlan {
  operations: number;
  atOnce: number;
  students: number;
  mostSeats: number;
  /** The same seed gives the same operations. */
  seed: number;
}

/** How many operations were answered and how many ended in an error, about which nothing is known then. */
export interface Tally {
  answered: number;
  failed: number;
}

/**
 * Does random things to all courses at once. The last course but one is archived half way through. Students are numbered from 0.
 */
export async function contend(courses: readonly SeatActs[], plan: ContentionPlan): Promise<Tally> {
  const random = randomNumbers(plan.seed);
  const tally = { answered: 0, failed: 0 };
  let left = plan.operations;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const isHalfWay = left === Math.floor(plan.operations / 2);
      const act = isHalfWay ? () => courses.at(-2)?.archive() : randomAct(courses, plan, random);
      try {
        await act();
        tally.answered += 1;
      } catch {
        tally.failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: plan.atOnce }, lane));
  return tally;
}

function randomAct(
  courses: readonly SeatActs[],
  { students, mostSeats }: ContentionPlan,
  random: (below: number) => number,
): () => Promise<void> {
  const course = courses[random(courses.length)] as SeatActs;
  const [student, dice, capacity] = [random(students), random(100), 1 + random(mostSeats)];
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
