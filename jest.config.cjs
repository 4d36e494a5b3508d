const { mkdirSync } = require('node:fs');
const { pathToFileURL } = require('node:url');

// Jest passes over it, and would run everything.
if (process.argv.some((argument) => /^--test-?file\b/i.test(argument))) {
  console.error('Jest does not know --testFile. One test file: npx jest apps/courses/test/list.spec.ts');
  process.exit(1);
}

mkdirSync(`${__dirname}/test-results`, { recursive: true });

/** Shared by every project: `jest --rootDir <project>`. Specs stand beside the code; black-box tests in test/. */
module.exports = {
  testEnvironment: 'node',
  // A test that hangs must end; a slow machine is no fault.
  testTimeout: 120_000,
  // No testMatch: brackets in the path of the repository would be a pattern.
  testRegex: '\\.spec\\.tsx?$',
  transform: {
    '\\.[jt]sx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        // Where stack traces point, as an address: Jest does not encode a % in absolute ones.
        outputPath: `${__dirname}/main.js`,
        sourceRoot: pathToFileURL(`${__dirname}/`).href,
      },
    ],
  },
  // jose comes as ES modules only; the exporter has dynamic imports, which Jest does not run.
  transformIgnorePatterns: ['/node_modules/(?!(jose|@opentelemetry/otlp-exporter-base)/)'],
  // Bundles bring packages of their own.
  modulePathIgnorePatterns: ['/dist/apps/'],
  moduleNameMapper: {
    '\\.css$': `${__dirname}/apps/client/test/no-styles.cjs`,
    '^@courses/contracts/limits$': `${__dirname}/libs/contracts/src/limits.ts`,
    '^@courses/([^/]+)$': `${__dirname}/libs/$1/src/index.ts`,
  },
};
