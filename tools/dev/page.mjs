import { join } from 'node:path';
import { createLogger, createServer } from 'vite';
import { root } from './root.mjs';

/**
 * Serves the page from its sources, with hot reload; its requests go to the client's server at `clientUrl`, once `whenLoaded`
 * resolves to true. Fails with Vite's error, such as a port in use.
 */
export async function servePage({ port, clientUrl, whenLoaded }) {
  // For apps/client/vite.config.mts.
  process.env.CLIENT_URL = clientUrl;
  const wait = async (req, res, next) => {
    if (!/^\/(api|session|live|system)\b/.test(req.url) || (await whenLoaded())) return next();
    res.writeHead(503, { 'content-type': 'text/plain' });
    res.end('The services are not running; see the terminal of npm run dev.\n');
  };
  const server = await createServer({
    configFile: join(root, 'apps/client/vite.config.mts'),
    customLogger: quietLogger(),
    server: { port, strictPort: true, host: '127.0.0.1' },
    plugins: [
      { name: 'wait-for-services', configureServer: ({ middlewares }) => void middlewares.use(wait) },
    ],
  });
  return server.listen();
}

/** Logs edits and errors of the page only: event streams are aborted whenever the services are reloaded. */
function quietLogger() {
  const logger = createLogger('info', { allowClearScreen: false });
  const { info, error } = logger;
  logger.info = (text, options) => /hmr update|page reload/.test(text) && info(text, options);
  logger.error = (text, options) => !/http proxy error/.test(text) && error(text, options);
  return logger;
}
