import { join } from 'node:path';
import { addDemo } from './add-demo';
import { buildServices } from './app';
import { banner } from './banner';
import { readConfig } from './config';
import { startInfrastructure, type Infrastructure } from './infrastructure';

/** What stays while the services are loaded anew: `npm run dev` gives the same object to each version of {@link develop}. */
export interface Kept {
  infrastructure?: Infrastructure;
  /** Everything ran once: the data is there and the addresses are told. */
  ran?: true;
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
 * One version of every service, for `npm run dev`. The first one to start fills the catalog and tells where everything is.
 * Starting fails as it does for `npm start`.
 */
export function develop(kept: Kept, { root, pageUrl, clientPort }: Places, say: (text: string) => void) {
  const config = { ...readConfig(), PORT: clientPort };
  let system: ReturnType<typeof buildServices> | undefined;
  return {
    async start() {
      kept.infrastructure ??= await startInfrastructure(config);
      system = buildServices(config, kept.infrastructure, join(root, 'apps/client'));
      const { urls } = await system.start();
      if (kept.ran) return;
      const demo = await addDemo(urls, join(root, 'apps/quickstart/demo/courses'));
      const text = banner(pageUrl, urls, kept.infrastructure.summary, demo).trimEnd();
      say(`${text}\n  Edit any file under apps/ or libs/: it runs at once, and data and sessions stay.\n\n`);
      kept.ran = true;
    },
    async stop() {
      await system?.stop();
    },
  };
}
