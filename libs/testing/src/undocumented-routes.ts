import type { Express } from 'express';

interface Layer {
  route?: { path: string; methods: Record<string, boolean>; stack: { method?: string }[] };
  handle?: { stack?: Layer[] };
}

/** Routes of every server that are not part of its API. */
const operational = new Set(['/health/live', '/health/ready', '/openapi.json', '/docs', '/docs/start.js']);

/** The routes of an app that are missing in its OpenAPI document, as `get /v1/things/{id}`. */
export function undocumentedRoutes(
  app: Express | undefined,
  document: { paths: Record<string, object> },
): string[] {
  if (!app) throw new Error('The routes of a bundle are not accessible.');
  return routesOf(app.router.stack as unknown as Layer[])
    .filter(
      ({ path, method }) => !operational.has(path) && !Object.hasOwn(document.paths[path] ?? {}, method),
    )
    .map(({ path, method }) => `${method} ${path}`);
}

function routesOf(stack: Layer[]): { path: string; method: string }[] {
  return stack.flatMap(({ route, handle }) => {
    if (!route) return routesOf(handle?.stack ?? []);
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    return [...new Set(route.stack.flatMap(({ method }) => method ?? []))].map((method) => ({
      path,
      method,
    }));
  });
}
