import type { Service } from '@courses/http-kit';
import type { Overrides } from '@courses/service-kit';
export type { ScenePeople, SystemControl } from '../../client/src/app';
import { buildApp as buildCourses } from '../../courses/src/app';
import { buildApp as buildEnrollments } from '../../enrollments/src/app';

/** The configuration that every service gets. */
interface SharedConfig {
  PORT: number;
  METRICS_PORT: number;
  LOG_LEVEL: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  MONGODB_URI: string;
  AMQP_URL: string;
  AUTH_ISSUER: string;
  AUTH_AUDIENCE: string;
  AUTH_JWKS_URL: string;
  AUTH_ROLES_CLAIM: string;
  AUTH_ALGORITHMS: string[];
}

interface QuickstartService {
  name: string;
  /** Default of <NAME>_PORT. */
  port: number;
  /** `now` is the clock of the demo data, for the service that has one. */
  buildApp: (config: SharedConfig, overrides: Overrides & { now: () => Date }) => Service;
}

/** The services that accept the tokens of identity, in the order in which they start. */
export const services: QuickstartService[] = [
  { name: 'enrollments', port: 3002, buildApp: buildEnrollments },
  { name: 'courses', port: 3001, buildApp: buildCourses },
];

/** `course-reviews` → `COURSE_REVIEWS_PORT` */
export const variable = (service: string, suffix: 'PORT' | 'URL') =>
  `${service.toUpperCase().replaceAll('-', '_')}_${suffix}` as const;
