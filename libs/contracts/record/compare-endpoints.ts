import type { Access } from '../src';
import type { ApiSchema, EndpointSchema } from './api-schema';
import { compareSchemas, type SchemaChange } from './compare-schemas';
import type { JsonSchema } from './json-schema';

type Definitions = ApiSchema['$defs'];

/**
 * What a caller of the recorded endpoint meets at the current one: `messages` are its requests, `readers` the caller that
 * reads the response. The rules are in README.md. Throws for an unknown keyword.
 */
export function compareEndpoints(
  recorded: { endpoint: EndpointSchema; $defs: Definitions },
  current: { endpoint: EndpointSchema; $defs: Definitions },
): SchemaChange[] {
  const [before, after] = [recorded.endpoint, current.endpoint];
  const full = (request: JsonSchema, $defs: Definitions) => ({ ...withEveryPart(request), $defs });
  return [
    ...compareAccess(before.access, after.access),
    ...compareSchemas(full(before.request, recorded.$defs), full(after.request, current.$defs), {
      path: 'request',
      traffic: 'request',
    }),
    ...compareSuccess(before.success, after.success),
    ...compareBodies(
      before.success.body && { ...before.success.body, $defs: recorded.$defs },
      after.success.body && { ...after.success.body, $defs: current.$defs },
    ),
  ];
}

function compareAccess(before: Access | undefined, after: Access | undefined): SchemaChange[] {
  const path = 'access';
  const wasOpen = before?.user !== 'required';
  if (after?.user !== 'required') return [];
  if (wasOpen) return [{ path, what: 'was public, requires a user', breaks: 'messages' }];
  if (!after.roles) return [];
  if (!before.roles) return [{ path, what: `requires one of ${after.roles.join(', ')}`, breaks: 'messages' }];
  const lost = before.roles.filter((role) => !after.roles?.includes(role));
  return lost.map((role) => ({ path, what: `role ${role} removed`, breaks: 'messages' }));
}

const json = 'application/json';

function compareSuccess(before: EndpointSchema['success'], after: EndpointSchema['success']): SchemaChange[] {
  const path = 'response';
  return [
    ...(before.status === after.status
      ? []
      : [{ path, what: `status was ${before.status}, is ${after.status}`, breaks: 'readers' as const }]),
    ...(before.etag && !after.etag ? [{ path, what: 'etag removed', breaks: 'readers' as const }] : []),
    ...(before.mediaType === after.mediaType
      ? []
      : [
          {
            path,
            what: `is ${after.mediaType ?? json}, was ${before.mediaType ?? json}`,
            breaks: 'readers' as const,
          },
        ]),
  ];
}

/** A new response body is compatible. */
function compareBodies(before: JsonSchema | undefined, after: JsonSchema | undefined): SchemaChange[] {
  const path = 'response.body';
  if (!before) return [];
  if (!after) return [{ path, what: 'removed', breaks: 'readers' }];
  return compareSchemas(before, after, { path, traffic: 'response' });
}

/** Adds an empty path, query and headers where the endpoint has none, so that the comparison sees them added or removed. */
function withEveryPart(request: JsonSchema): JsonSchema {
  const nothing: JsonSchema = { type: 'object', properties: {}, additionalProperties: false };
  const always = ['path', 'query', 'headers'];
  return {
    ...request,
    properties: {
      ...Object.fromEntries(always.map((name) => [name, nothing])),
      ...request.properties,
    },
    required: [...new Set([...always, ...(request.required ?? [])])],
  };
}
