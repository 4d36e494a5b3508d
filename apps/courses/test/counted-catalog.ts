import { authentication } from '@courses/auth';
import { ResponseCache } from '@courses/http-kit';
import { startCountedApi, testIssuer, type CountedApi } from '@courses/testing';
import supertest from 'supertest';
import { MongoCourseRepository } from '../src/persistence/mongo-course.repository';
import { MongoSeatRepository } from '../src/persistence/mongo-seat.repository';
import { routes } from '../src/routes';

/** The API on its repository, without cached responses. */
export interface CountedCatalog extends Omit<CountedApi, 'url'> {
  /** As an admin. */
  request: ReturnType<typeof supertest.agent>;
}

export async function startCountedCatalog(): Promise<CountedCatalog> {
  const issuer = await testIssuer();
  const counted = await startCountedApi((database) => {
    const courses = new MongoCourseRepository(database, () => undefined);
    return routes(
      authentication(issuer.config),
      { courses, seats: new MongoSeatRepository(database), now: () => new Date() },
      new ResponseCache({ isInvalidationConnected: () => false }),
    );
  });
  return {
    ...counted,
    request: supertest.agent(counted.url).set((await issuer.user(['admin'])).headers),
    async stop() {
      await counted.stop();
      await issuer.stop();
    },
  };
}
