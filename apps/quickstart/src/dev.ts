import { join } from 'node:path';
import { buildServices, type Addresses } from './app';
import { banner } from './banner';
import { readConfig, type Config } from './config';
import { addDemo } from './demo';
import { startInfrastructure, type Infrastructure } from './infrastructure';

/** What stays while the services are loaded anew: `npm run dev` gives the same object to each version of {@link develop}. */
export interface Kept {
  infrastructure?: Infrastructure;
  /** Where everything listened at first; it listens there again. */
  addresses?: Addresses;
}

export interface Places {
  /** Root of the repository. */
  root: string;
  /** Where a browser finds the page, which Vite serves. */
  pageUrl: string;
  /** Where Vite finds the client's server. */
  clientPort: number;
}

/**
 * One version of every service, for `npm run dev`. The first one to start fills the catalogue and tells where everything is.
 * Starting fails as it does for `npm start`.
 */
export function develop(kept: Kept, { root, pageUrl, clientPort }: Places, say: (text: string) => void) {
  const config = asBefore({ ...readConfig(), PORT: clientPort }, kept.addresses);
  let system: ReturnType<typeof buildServices> | undefined;
  return {
    async start() {
      kept.infrastructure ??= await startInfrastructure(config);
      system = buildServices(config, kept.infrastructure, join(root, 'apps/client'));
      const { client, urls } = await system.start();
      if (kept.addresses) return;
      const demo = await addDemo(urls, join(root, 'apps/quickstart/demo/courses'));
      const text = banner(pageUrl, urls, kept.infrastructure.summary, demo).trimEnd();
      say(`${text}\n  Edit any file under apps/ or libs/: it runs at once, and data and sessions stay.\n\n`);
      kept.addresses = { client, urls };
    },
    async stop() {
      await system?.stop();
    },
  };
}

/** Ports that were free ones by then are the same afterwards. */
function asBefore(config: Config, before?: Addresses): Config {
  const portOf = (name: string) => Number(new URL(before?.urls[name] ?? '').port);
  if (!before) return config;
  const known = Object.keys(config.ports).filter((name) => before.urls[name]);
  return {
    ...config,
    IDENTITY_PORT: portOf('identity'),
    ports: { ...config.ports, ...Object.fromEntries(known.map((name) => [name, portOf(name)])) },
  };
}
