import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { startBackingServices, startProcess, stopGracefully, waitFor } from '@courses/testing';
import ts from 'typescript';
import { apps } from '../support/apps';
import { root } from '../support/run';

const bundleOf = (app: string) => join(root, 'dist/apps', app, 'main.js');

const optionalInMongo = [
  'kerberos',
  '@mongodb-js/zstd',
  '@aws-sdk/credential-providers',
  'gcp-metadata',
  'snappy',
  'socks',
  'mongodb-client-encryption',
].map((name) => `require("${name}")`);

/** What a bundle may load at run time, and why that cannot fail. Anything else must be understood first. */
const known: Record<string, string> = {
  'require(mod)': "express's engines for views: nothing here renders one",
  'createRequire(context).resolve(origin)': "pino's transports: logs go to standard output, without one",
  'new Worker(toExecute)': "pino's transports, likewise",
  'createRequire(__filename).resolve("swagger-ui-dist/package.json")':
    'is copied beside the bundle; /docs is tested',
  'require("node:sqlite")': 'undici asks whether this Node has it, for a cache that nothing here uses',
  'import("./tracing-sdk.js")': 'is built beside the bundle; the images of e2e/containers load it',
  ...Object.fromEntries(
    optionalInMongo.map((call) => [
      call,
      'mongodb loads it when the URI needs it, and reports that it is missing',
    ]),
  ),
};

/** Calls that load a module that is neither of Node nor in the bundle, without the numbers that esbuild gives to names. */
function loadsOf(app: string): string[] {
  const source = ts.createSourceFile(app, readFileSync(bundleOf(app), 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const load = ts.isCallExpression(node) || ts.isNewExpression(node) ? loadOf(node) : undefined;
    if (load) found.add(load);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].sort();
}

function loadOf(node: ts.CallExpression | ts.NewExpression): string | undefined {
  const callee = plain(node.expression.getText());
  const [first] = node.arguments ?? [];
  const loads =
    /^(require|import|module\.require|Worker|process\.dlopen|createRequire\(.*\)(\.resolve)?)$/.test(callee);
  if (!loads) return undefined;
  const ofNode =
    first && ts.isStringLiteralLike(first) && builtinModules.includes(first.text.replace(/^node:/, ''));
  return ofNode ? undefined : `${ts.isNewExpression(node) ? 'new ' : ''}${callee}(${first?.getText() ?? ''})`;
}

const plain = (callee: string): string =>
  callee
    .replaceAll(/\s+/g, '')
    .replace(/^\(0,(.*?)\)(?=$|\()/, '$1')
    .replace(/^\w+\.(?=createRequire|Worker$)/, '')
    .replaceAll(/\b(createRequire|context)\d+/g, '$1');

describe.each(apps)('the bundle of %s', (app) => {
  it('loads only known modules at run time', () => {
    const unknown = loadsOf(app).filter((load) => !Object.hasOwn(known, load));
    expect(unknown).toEqual([]);
  });

  it('contains no charset library', () => {
    const { inputs } = JSON.parse(readFileSync(join(root, `dist/bundles/${app}.json`), 'utf8')) as {
      inputs: Record<string, unknown>;
    };
    const ofIconv = Object.keys(inputs).filter((path) => path.includes('iconv-lite'));
    expect(ofIconv).toEqual([expect.stringMatching('iconv-lite/lib/index.js$')]);
  });
});

it('lists no known module that no bundle loads any more', () => {
  const all = new Set(apps.flatMap(loadsOf));
  expect(Object.keys(known).filter((load) => !all.has(load))).toEqual([]);
});

it('logs the missing package when the database URI needs one that bundles exclude', async () => {
  const backingServices = await startBackingServices();
  const uri = new URL(backingServices.mongodbUri);
  uri.username = 'user';
  uri.search = 'authMechanism=GSSAPI&authSource=$external';
  const env = { AMQP_URL: backingServices.amqpUrl, MONGODB_URI: uri.href, AUTH_ISSUER: 'http://issuer.test' };
  const service = await startProcess('courses', env);
  await waitFor('the reason', () => service.log.some(({ reason }) => /kerberos/.test(String(reason))));
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(503);
  await stopGracefully('courses', service);
  await backingServices.stop();
});
