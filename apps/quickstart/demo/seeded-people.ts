import type { Role } from '@courses/contracts';
import instructors from './instructors.json';
import students from './students.json';

/** The demo instructor who has a password, and so an account of their own. */
const registeredInstructor = 'amara-okafor';

/** Whose courses there are and who has the seats, beside the demo accounts: nobody can sign in as one of them. */
export const seededPeople = [
  ...Object.entries(instructors)
    .filter(([slug]) => slug !== registeredInstructor)
    .map((entry) => personOf(entry, ['student', 'instructor'])),
  ...Object.entries(students).map((entry) => personOf(entry, ['student'])),
];

export const studentIds = Object.values(students).map(({ id }) => id);

function personOf([slug, { id, name }]: [string, { id: string; name: string }], roles: Role[]) {
  return { id, displayName: name, email: `${slug}@demo.example`, roles };
}
