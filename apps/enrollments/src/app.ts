import { authentication } from '@courses/auth';
import type { HttpService } from '@courses/http-kit';
import { createContext, createService, type Overrides } from '@courses/service-kit';
import type { Config } from './config';
import type { Student, Syllabus } from './domain/projection';
import { MongoEnrollmentRepository } from './persistence/mongo-enrollment.repository';
import { MongoProjection } from './persistence/mongo-projection';
import { MongoRosterRepository } from './persistence/mongo-roster.repository';
import { routes } from './routes';
import { subscriptions } from './subscriptions';

/** The composition root. */
export function buildApp(config: Config, overrides: Overrides = {}): HttpService {
  const base = createContext('enrollments', config, overrides);
  const stores = {
    rosters: new MongoRosterRepository(base.database),
    enrollments: new MongoEnrollmentRepository(base.database),
    syllabi: new MongoProjection<Syllabus>(base.database, 'syllabi'),
    students: new MongoProjection<Student>(base.database, 'people'),
  };
  return createService(base, {
    title: 'Enrollments',
    description: 'Seats, waiting lists and the progress of those who learn.',
    routes: routes(authentication(config), stores),
    subscriptions: subscriptions(stores),
    outboxes: [stores.rosters.outbox, stores.enrollments.outbox],
  });
}
