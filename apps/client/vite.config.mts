import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** In development the Vite server stands in for src/main.ts; these are the services behind it. */
const services = {
  '/api/v1/courses': process.env.COURSES_URL ?? 'http://127.0.0.1:3001',
  '/api/v1/rosters': process.env.ENROLLMENTS_URL ?? 'http://127.0.0.1:3002',
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../dist/apps/client/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      Object.entries(services).map(([prefix, target]) => [
        prefix,
        { target, rewrite: (path: string) => path.replace('/api', '') },
      ]),
    ),
  },
});
