import { authentication } from '@courses/auth';
import { cachedReads, ResponseCache, type HttpService } from '@courses/http-kit';
import { createContext, createService, type Overrides } from '@courses/service-kit';
import type { Config } from './config';
import { MongoCourseRepository } from './persistence/mongo-course.repository';
import { MongoSeatRepository } from './persistence/mongo-seat.repository';
import { routes } from './routes';
import { subscriptions } from './subscriptions';

/** Another clock because the courses of the quick start have a past. */
type ClockOverrides = Overrides & { now?: () => Date };

/** The composition root. */
export function buildApp(config: Config, overrides: ClockOverrides = {}): HttpService {
  const base = createContext('courses', config, overrides);
  const auth = authentication(config);
  const responseCache = new ResponseCache({ isInvalidationConnected: () => base.bus.state === 'connected' });
  const courses = new MongoCourseRepository(base.database, (id) => responseCache.invalidate(id));
  const seats = new MongoSeatRepository(base.database);
  const stores = { courses, seats, now: overrides.now ?? (() => new Date()) };
  return createService(base, {
    title: 'Courses',
    description: 'The catalog: courses and their lessons.',
    beforeExpress: cachedReads(responseCache, auth.isVerified),
    routes: routes(auth, stores, responseCache),
    subscriptions: subscriptions(stores, responseCache),
    outboxes: [courses.outbox],
  });
}
