import { z } from 'zod';
import type { Access, Endpoint } from '../src';
import { withContext } from './with-context';
import { normalizeSchema } from './normalize-schema';
import { jsonSchema, sorted, type JsonSchema } from './json-schema';

/** What callers of an endpoint rely on; id, descriptions and problems are not part of it. */
export interface EndpointSchema {
  access?: Access;
  /** An object of `path`, `query`, `headers` and `body`, as far as the endpoint has them. */
  request: JsonSchema;
  success: {
    status: number;
    etag?: true;
    /** Of a body that is no JSON. */
    mediaType?: string;
    /** As the handler returns it: a field with a default may be missing. */
    body?: JsonSchema;
  };
}

/** The stable part of an API, without drafts. */
export interface ApiSchema {
  $defs: Record<string, JsonSchema>;
  /** By method and path: `GET /v1/courses/:courseId`. */
  endpoints: Record<string, EndpointSchema>;
}

/** Throws for what JSON Schema cannot represent. Refinements (`refine`) are not in it: they are code. */
export function apiSchema(endpoints: readonly Endpoint[]): ApiSchema {
  const $defs: Record<string, JsonSchema> = {};
  const schemaOf = (address: string, type: z.ZodType): JsonSchema => {
    const schema = jsonSchema(address, type);
    return withContext(address, () => {
      for (const [name, definition] of Object.entries(schema.$defs ?? {}))
        define($defs, name, normalize(definition));
      return normalize(schema);
    });
  };
  const stable = endpoints.filter(({ draft }) => !draft);
  const entries = stable.map((endpoint) => [addressOf(endpoint), endpointSchema(endpoint, schemaOf)]);
  return sorted({ $defs, endpoints: Object.fromEntries(entries) as object }) as ApiSchema;
}

function define($defs: ApiSchema['$defs'], name: string, definition: JsonSchema): void {
  const other = $defs[name];
  if (other && JSON.stringify(other) !== JSON.stringify(definition))
    throw new Error(
      `two different schemas of the API have the id ${name}. Give one of them another \`.meta({ id })\`.`,
    );
  $defs[name] = definition;
}

export const addressOf = ({ method, path }: Endpoint): string => `${method.toUpperCase()} ${path}`;

function endpointSchema(
  endpoint: Endpoint,
  schemaOf: (address: string, type: z.ZodType) => JsonSchema,
): EndpointSchema {
  const { params, query, headers, body, success } = endpoint;
  const parts = { path: params, query, headers, body };
  const defined = Object.entries(parts).flatMap(([name, part]) => (part ? [[name, part] as const] : []));
  const address = addressOf(endpoint);
  return {
    ...accessOf(endpoint),
    request: schemaOf(address, z.strictObject(Object.fromEntries(defined))),
    success: {
      status: success.status,
      ...(success.etag && { etag: true }),
      ...(success.mediaType && { mediaType: success.mediaType }),
      ...(success.body && { body: schemaOf(address, success.body) }),
    },
  };
}

const normalize = (schema: JsonSchema): JsonSchema => normalizeSchema(schema, 'kept');

const accessOf = ({ access }: Endpoint): Pick<EndpointSchema, 'access'> =>
  access ? { access: { ...access, ...(access.roles && { roles: [...access.roles].sort() }) } } : {};
