import { join } from 'node:path';
import { ConfigError, createLogger, type Service } from '@courses/http-kit';
import { buildApp as buildClient } from '../../client/src/app';
import { buildApp as buildCourses } from '../../courses/src/app';
import { buildApp as buildEnrollments } from '../../enrollments/src/app';
import { banner } from './banner';
import type { Config } from './config';
import { fillCatalogue } from './demo-data';
import { startInfrastructure } from './infrastructure';
import { untilReady } from './readiness';

/** Every service and the client in one process. `say` gets what a person should read. */
export function buildApp(config: Config, say: (text: string) => void): Service {
  const stops: (() => Promise<void>)[] = [];
  const run = async (service: Service, portVariable: string): Promise<string> => {
    stops.push(() => service.stop());
    const { url } = await service.start().catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new ConfigError(portTaken(error, portVariable)) : error;
    });
    return url.replace('127.0.0.1', 'localhost');
  };

  return {
    async start() {
      const infrastructure = await startInfrastructure(config);
      stops.push(() => infrastructure.stop());
      const shared = {
        LOG_LEVEL: config.LOG_LEVEL,
        MONGODB_URI: infrastructure.mongodbUri,
        AMQP_URL: infrastructure.amqpUrl,
      };
      const overrides = (name: string) => {
        const bus = infrastructure.bus();
        return { logger: createLogger(name, config.LOG_LEVEL), ...(bus ? { bus } : {}) };
      };

      const enrollments = await run(
        buildEnrollments({ ...shared, PORT: config.ENROLLMENTS_PORT }, overrides('enrollments')),
        'ENROLLMENTS_PORT',
      );
      const courses = await run(
        buildCourses({ ...shared, PORT: config.COURSES_PORT }, overrides('courses')),
        'COURSES_PORT',
      );
      await untilReady('enrollments', enrollments);
      await untilReady('courses', courses);
      const client = await run(
        buildClient(
          {
            PORT: config.PORT,
            LOG_LEVEL: config.LOG_LEVEL,
            COURSES_URL: courses,
            ENROLLMENTS_URL: enrollments,
          },
          { logger: createLogger('client', config.LOG_LEVEL), webFolder: join(__dirname, '../client/web') },
        ),
        'PORT',
      );
      const added = await fillCatalogue(courses, join(__dirname, 'courses'));
      say(
        banner({ client, courses, enrollments }, infrastructure.summary, added, await smallCourse(courses)),
      );
      return { url: client };
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
    },
  };
}

/** The published course with the fewest seats. */
async function smallCourse(coursesUrl: string): Promise<string | undefined> {
  const response = await fetch(`${coursesUrl}/v1/courses?status=published&limit=100`);
  const { items } = (await response.json()) as { items: { id: string; capacity: number }[] };
  return items.sort((a, b) => a.capacity - b.capacity)[0]?.id;
}

const portTaken = ({ port }: NodeJS.ErrnoException & { port?: number }, variable: string) =>
  `Port ${port} is taken: stop what uses it, or choose another: ${variable}=${Number(port) + 100} npm start`;
