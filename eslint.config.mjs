import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const beneathServices = [
  'lib:contracts',
  'lib:telemetry',
  'lib:http-kit',
  'lib:messaging',
  'lib:mongo',
  'lib:testing',
];
const service = [...beneathServices, 'lib:auth', 'lib:service-kit'];
const onlyMessaging = ['amqplib'];

/** Who may import whom between projects. Inside a project, see .dependency-cruiser.json5. */
const depConstraints = [
  { sourceTag: 'lib:contracts', onlyDependOnLibsWithTags: [], allowedExternalImports: ['zod', 'uuid'] },
  {
    sourceTag: 'lib:telemetry',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['@opentelemetry/*'],
  },
  {
    sourceTag: 'lib:http-kit',
    onlyDependOnLibsWithTags: ['lib:contracts', 'lib:telemetry'],
    bannedExternalImports: [...onlyMessaging, 'mongoose'],
  },
  {
    sourceTag: 'lib:auth',
    onlyDependOnLibsWithTags: ['lib:contracts', 'lib:http-kit', 'lib:testing'],
    bannedExternalImports: [...onlyMessaging, 'mongoose'],
  },
  {
    sourceTag: 'lib:messaging',
    onlyDependOnLibsWithTags: ['lib:contracts', 'lib:telemetry', 'lib:fault-proxy'],
    bannedExternalImports: ['mongoose', 'express'],
  },
  {
    sourceTag: 'lib:mongo',
    onlyDependOnLibsWithTags: [
      'lib:contracts',
      'lib:telemetry',
      'lib:messaging',
      'lib:embedded-mongo',
      'lib:fault-proxy',
    ],
    bannedExternalImports: [...onlyMessaging, 'express'],
  },
  {
    sourceTag: 'lib:embedded-mongo',
    onlyDependOnLibsWithTags: [],
    bannedExternalImports: [...onlyMessaging, 'express'],
  },
  {
    sourceTag: 'lib:fault-proxy',
    onlyDependOnLibsWithTags: ['lib:embedded-mongo'],
    bannedExternalImports: [...onlyMessaging, 'express'],
  },
  {
    sourceTag: 'lib:service-kit',
    onlyDependOnLibsWithTags: beneathServices,
    bannedExternalImports: [...onlyMessaging, 'mongoose'],
  },
  {
    sourceTag: 'lib:nx-plugin',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: [
      '@nx/devkit',
      '@nx/devkit/testing',
      'nx/src/generators/tree',
      'typescript',
      'yaml',
    ],
  },
  { sourceTag: 'lib:testing', onlyDependOnLibsWithTags: ['*'], bannedExternalImports: onlyMessaging },
  { sourceTag: 'type:service', onlyDependOnLibsWithTags: service, bannedExternalImports: onlyMessaging },
  {
    sourceTag: 'type:client',
    onlyDependOnLibsWithTags: [
      'lib:contracts',
      'lib:telemetry',
      'lib:http-kit',
      'lib:messaging',
      'lib:testing',
    ],
    bannedExternalImports: [...onlyMessaging, 'mongoose'],
  },
  {
    sourceTag: 'type:chaos',
    onlyDependOnLibsWithTags: ['lib:testing', 'lib:contracts', 'lib:telemetry', 'lib:messaging', 'lib:mongo'],
  },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['lib:testing', 'lib:contracts'] },
  {
    sourceTag: 'type:quickstart',
    onlyDependOnLibsWithTags: ['*'],
    bannedExternalImports: [...onlyMessaging, 'express'],
  },
];

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '.nx', 'bench/http/peers'] },
  js.configs.recommended,
  { files: ['**/*.{mjs,cjs}'], languageOptions: { globals: nodeGlobals() } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        // Tests in a browser sign in as the demo people, and open the cookie of a session to let its token expire.
        {
          depConstraints,
          allow: ['../../apps/quickstart/demo/people', '../../apps/client/src/server/session/session-seal'],
          banTransitiveDependencies: false,
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['warn', { max: 250 }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/src/**/*.{ts,tsx}'],
    ignores: ['**/config.ts', '**/*.spec.*'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read it in config.ts.' },
        ...['json', 'text', 'urlencoded'].map((property) => ({
          object: 'express',
          property,
          message:
            'It decodes other charsets than UTF-8, for which bundles have no tables: use jsonBody of http-kit.',
        })),
      ],
    },
  },
  {
    // Where apps are joined; .dependency-cruiser.json5 lets it see their composition roots only.
    files: ['apps/quickstart/src/app.ts', 'apps/quickstart/src/services.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    // Runs at development time only, so it may use more than zod.
    files: ['libs/contracts/record/**'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['apps/client/src/web/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['**/*.spec.{ts,tsx}', '**/test/**/*.ts'],
    rules: {
      // The body of an answer is any; what a test expects of it is what it checks.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // A list of declarations, one more for each use case.
    files: ['libs/contracts/src/http/*-api.ts'],
    rules: { 'max-lines': 'off' },
  },
  prettier,
);

function nodeGlobals() {
  const names = [
    'process',
    'console',
    'module',
    'require',
    '__dirname',
    'URL',
    'setTimeout',
    'clearTimeout',
    'fetch',
    'Buffer',
    'AbortSignal',
    'setInterval',
    'clearInterval',
    'performance',
  ];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
