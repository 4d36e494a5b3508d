import { join } from 'node:path';
import { addDemo } from './add-demo';
import { buildServices } from './app';
import { banner } from './banner';
import { readConfig } from './config';
import { startInfrastructure, type Infrastructure } from './infrastructure';

/** Survives reloads: `npm run dev` passes the same object to each version of {@link develop}. */
export interface DevState {
  infrastructure?: Infrastructure;
  /** The demo data was added and the banner printed. */
  started?: true;
}

export interface DevOptions {
  /** Root of the repository. */
  root: string;
  /** URL of the page, which Vite serves. */
  pageUrl: string;
  /** Port of the client's server, to which Vite forwards. */
  clientPort: number;
}

/**
 * The services as `npm run dev` loads them after each edit. The first start adds the demo data and prints the banner.
 */
export function develop(
  state: DevState,
  { root, pageUrl, clientPort }: DevOptions,
  say: (text: string) => void,
) {
  const config = { ...readConfig(), PORT: clientPort };
  let system: ReturnType<typeof buildServices> | undefined;
  return {
    async start() {
      state.infrastructure ??= await startInfrastructure(config);
      system = buildServices(config, state.infrastructure, join(root, 'apps/client'));
      const addresses = await system.start();
      if (state.started) return;
      const demo = await addDemo(addresses.urls, join(root, 'apps/quickstart/demo/courses'), system.demo);
      const text = banner(pageUrl, addresses, state.infrastructure.summary, demo).trimEnd();
      say(
        `${text}\n  Edit any file under apps/ or libs/: it is reloaded at once, and data and sessions stay.\n\n`,
      );
      state.started = true;
    },
    async stop() {
      await system?.stop();
    },
  };
}
