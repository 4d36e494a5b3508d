import { v7 as uuidv7 } from 'uuid';
import type { Enrollment } from '../../domain/roster';
import type { RosterRepository } from '../../domain/roster-repository';

export interface EnrollStudentCommand {
  courseId: string;
  studentId: string;
  idempotencyKey: string | undefined;
}

export const enrollStudent =
  (rosters: RosterRepository) =>
  ({ idempotencyKey, ...seat }: EnrollStudentCommand): Promise<Enrollment> =>
    rosters.takeSeat({ id: uuidv7(), ...seat, enrolledAt: new Date().toISOString() }, idempotencyKey);
