import { DomainError, type Certificate } from '@courses/contracts';
import type { Stores } from '../../stores';

const certificateNotFound = () => new DomainError('certificate-not-found', 'No certificate has this id.');

/** What anybody who has its id may know: whose it is, of which course, and of when. */
export const readCertificate =
  ({ enrollments, students }: Pick<Stores, 'enrollments' | 'students'>) =>
  async (certificateId: string): Promise<Certificate> => {
    const enrollment = await enrollments.findByCertificate(certificateId);
    if (!enrollment?.certificate || enrollment.completedAt === undefined) throw certificateNotFound();
    const { certificate, completedAt, studentId } = enrollment;
    if (certificate.studentName !== undefined) return { ...certificate, completedAt };
    const name = (await students.find([studentId])).get(studentId)?.name;
    return { ...certificate, completedAt, ...(name !== undefined && { studentName: name }) };
  };
