import type { RosterEntry, SeatEntry } from '@courses/contracts';
import type { EnrollmentRepository } from './enrollment-repository';
import { progressOf } from './progress';
import type { Projection, Student, Syllabus } from './projection';
import type { Participant } from './roster';

/** Participants of a course with their names, as far as they are known here. */
export async function withNames(
  { students }: { students: Projection<Student> },
  courseId: string,
  participants: readonly Participant[],
): Promise<RosterEntry[]> {
  const known = await students.find(participants.map(({ studentId }) => studentId));
  return participants.map((participant) => {
    const name = known.get(participant.studentId)?.name;
    return { courseId, ...participant, ...(name !== undefined && { studentName: name }) };
  });
}

/** Seats of a course with their progress. */
export async function withSeatProgress(
  { enrollments, syllabi }: { enrollments: EnrollmentRepository; syllabi: Projection<Syllabus> },
  courseId: string,
  entries: readonly RosterEntry[],
): Promise<SeatEntry[]> {
  const [known, found] = await Promise.all([
    syllabi.find([courseId]),
    enrollments.findMany(entries.map(({ id }) => id)),
  ]);
  const syllabus = known.get(courseId);
  return entries.map((entry) => ({ ...entry, ...progressOf(syllabus, found.get(entry.id)) }));
}
