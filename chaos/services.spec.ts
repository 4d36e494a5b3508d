import { killedService } from './services/killed-service';
import { manyCourses } from './services/many-courses';

jest.setTimeout(600_000);

// In one file, so that they run one after the other: these are the services as they are, which share their queues.
describe('kill -9 of the courses service', killedService);
describe('the services together', manyCourses);
