import { authentication } from '@courses/auth';
import { AnswerCache, type HttpService } from '@courses/http-kit';
import { foundation, service, type Overrides } from '@courses/service';
import type { Config } from './config';
import { MongoCourseRepository } from './persistence/mongo-course.repository';
import { routes } from './routes';
import { subscriptions } from './subscriptions';

/** The composition root. */
export function buildApp(config: Config, overrides: Overrides = {}): HttpService {
  const base = foundation('courses', config, overrides);
  const answers = new AnswerCache({ hearsChanges: () => base.bus.state === 'connected' });
  const courses = new MongoCourseRepository(base.database, (id) => answers.changed(id));
  return service(base, {
    title: 'Courses',
    description: 'The catalogue: courses and their lessons.',
    answers,
    routes: routes(authentication(config), courses, answers),
    subscriptions: subscriptions(answers),
    outboxes: [courses.outbox],
  });
}
