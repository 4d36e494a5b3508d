import { services, variable } from '../src/services';

/** Variables that let everything listen on free ports, whichever services there are. */
export const anyPorts = (): Record<string, string> =>
  Object.fromEntries(
    ['PORT', 'METRICS_PORT', 'IDENTITY_PORT', ...services.map(({ name }) => variable(name, 'PORT'))].map(
      (name) => [name, '0'],
    ),
  );
