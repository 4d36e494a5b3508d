import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** In development this serves the page; the server behind it is a running one, such as that of `npm start`. */
const clientServer = process.env.CLIENT_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: {
    alias: {
      '@courses/contracts/limits': join(import.meta.dirname, '../../libs/contracts/src/limits.ts'),
    },
  },
  build: {
    outDir: '../../dist/apps/client/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(['/api', '/session', '/live', '/system'].map((path) => [path, clientServer])),
  },
});
