const { mkdirSync } = require('node:fs');

mkdirSync(`${__dirname}/test-results`, { recursive: true });

/** Shared by every project: `jest --rootDir <project>`. Specs stand beside the code; black-box tests in test/. */
module.exports = {
  testEnvironment: 'node',
  // A test that hangs must end; a slow machine is no fault.
  testTimeout: 120_000,
  testMatch: ['<rootDir>/**/*.spec.ts', '<rootDir>/**/*.spec.tsx'],
  transform: {
    '\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  // jose comes as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  moduleNameMapper: {
    '^@courses/([^/]+)$': `${__dirname}/libs/$1/src/index.ts`,
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
