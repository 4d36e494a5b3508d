import { runOperation, upsertIfNewer, type Database, type ProjectionDocument } from '@courses/mongo';
import { Schema, type Model, type QueryFilter } from 'mongoose';
import type { Seat, SeatRepository } from '../domain/seat-repository';

/** One for each enrollment: somebody who comes back to a course has another one. */
type SeatDocument = ProjectionDocument & Pick<Seat, 'courseId' | 'studentId' | 'isTaken'>;

const schema = new Schema<SeatDocument>(
  { _id: String, sourceVersion: Number, courseId: String, studentId: String, isTaken: Boolean },
  {
    collection: 'seats',
    versionKey: false,
    bufferCommands: false,
    autoCreate: false,
    autoIndex: false,
    strict: 'throw',
    strictQuery: 'throw',
  },
).index({ studentId: 1, courseId: 1 });

export class MongoSeatRepository implements SeatRepository {
  private readonly model: Model<SeatDocument>;

  constructor(database: Database) {
    this.model = database.connection.model<SeatDocument>('seats', schema);
    database.prepare(() => this.model.createIndexes());
  }

  async upsertIfNewer({ enrollmentId, version, ...seat }: Seat): Promise<void> {
    await upsertIfNewer(this.model, { _id: enrollmentId, sourceVersion: version, ...seat });
  }

  async hasSeat(courseId: string, studentId: string): Promise<boolean> {
    const taken: QueryFilter<SeatDocument> = { studentId, courseId, isTaken: true };
    return (await runOperation(() => this.model.exists(taken).exec())) !== null;
  }
}
