import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run';

const hasImage = (app: string) => existsSync(join(root, 'apps', app, 'Dockerfile'));

/** The services that accept identity's tokens. */
export const services = readdirSync(join(root, 'apps'))
  .filter(hasImage)
  .filter((app) => !['identity', 'client'].includes(app));

/** Every app that has an image. */
export const apps = ['identity', ...services, 'client'];

/** `COURSE_REVIEWS_URL` of `course-reviews` */
export const variableOf = (app: string, suffix: 'URL' | 'PORT') =>
  `${app.toUpperCase().replaceAll('-', '_')}_${suffix}`;
