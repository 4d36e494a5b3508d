import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** In development this serves the page; the server behind it is a running one, such as that of `npm start`. */
const clientServer = process.env.CLIENT_URL ?? 'http://127.0.0.1:3000';

const repository = `/@fs${pathToFileURL(join(import.meta.dirname, '../..')).pathname}`;

/** Vite decodes the addresses of files outside of `root`, but does not encode a `%` in them (its issue 8904). */
const percentInPath: Plugin = {
  name: 'percent-in-path',
  configureServer({ middlewares }) {
    const requested = repository.replaceAll('%25', '%');
    middlewares.use((req, _res, next) => {
      if (req.url?.startsWith(requested)) req.url = repository + req.url.slice(requested.length);
      next();
    });
  },
};

/** V8 then compiles the first script whole, beside the main thread, and not each function when it is called first. */
const compiledEarly: Plugin = {
  name: 'compiled-early',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && file.isEntry) file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
    },
  },
};

/** Beside each script and style sheet, its compressed form: 14% smaller than what can be compressed for each request. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /\.(js|css)$/.test(file)))
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(readFileSync(join(dir, name))));
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), percentInPath, compiledEarly, compressed],
  resolve: {
    alias: {
      '@courses/contracts/limits': join(import.meta.dirname, '../../libs/contracts/src/limits.ts'),
    },
  },
  build: {
    outDir: '../../dist/apps/client/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The first page is one script, whatever other pages share with it: each more is a request.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial'] }] } } },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/session', '/live', '/system'].map((path) => [path, clientServer])),
  },
});
