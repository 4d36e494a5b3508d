import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildBundles, startProcess } from '@courses/testing';

const dist = join(__dirname, '../../dist');
const nodeArgs = ['--require', join(__dirname, 'report-modules.cjs')];
// It starts without either server, and loads nothing that the shell asks for.
const env = {
  NODE_OPTIONS: '',
  MONGODB_URI: 'mongodb://127.0.0.1:1/courses',
  AMQP_URL: 'amqp://127.0.0.1:1',
  AUTH_ISSUER: 'http://issuer.test',
};

beforeAll(() => buildBundles('courses'), 300_000);

/** Names of the files that the service has loaded when it listens. */
async function loaded(more: Record<string, string> = {}): Promise<string[]> {
  const service = await startProcess('courses', { ...env, ...more }, { nodeArgs });
  const files = (await service.request('modules')) as string[];
  await service.kill();
  return files.map((file) => basename(file));
}

it('loads nothing of the SDK of OpenTelemetry while tracing is off', async () => {
  expect(await loaded()).toEqual(['report-modules.cjs', 'main.js']);
});

it('loads the SDK where an endpoint asks for traces', async () => {
  const files = await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
  expect(files).toEqual(['report-modules.cjs', 'main.js', 'tracing-sdk.js']);
});

it('has of OpenTelemetry only its API in the file that is always loaded', () => {
  const { outputs } = JSON.parse(readFileSync(join(dist, 'bundles/courses.json'), 'utf8')) as {
    outputs: Record<string, { inputs: object }>;
  };
  const packagesOf = (file: string) =>
    new Set(
      Object.keys(outputs[`dist/apps/courses/${file}`]?.inputs ?? {}).flatMap(
        (path) => /node_modules\/(@opentelemetry\/[^/]+)/.exec(path)?.[1] ?? [],
      ),
    );
  expect([...packagesOf('main.js')]).toEqual(['@opentelemetry/api']);
  expect([...packagesOf('tracing-sdk.js')]).toContain('@opentelemetry/sdk-trace-base');
});
