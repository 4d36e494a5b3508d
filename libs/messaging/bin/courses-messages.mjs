#!/usr/bin/env node
// `npx courses-messages` and `npm run messages --`: runs the command from its TypeScript sources.
import { fileURLToPath } from 'node:url';
import { require } from 'tsx/cjs/api';

const root = fileURLToPath(new URL('../../..', import.meta.url));
process.env.TSX_TSCONFIG_PATH = `${root}/tsconfig.base.json`;
const { main } = require('../src/cli/main.ts', import.meta.url);
await main(root);
