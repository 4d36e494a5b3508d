import { problems, type Access, type Endpoint, type ProblemCode } from '@courses/contracts';
import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';

export interface ApiInfo {
  title: string;
  description: string;
}

const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional(),
    instance: z.string().optional(),
    requestId: z.string().optional(),
    traceId: z.string().optional(),
    errors: z
      .array(
        z.object({
          in: z.enum(['path', 'query', 'header', 'body']),
          pointer: z.string(),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });

/** The OpenAPI 3.1 document of a service, generated from the schemas that validate its requests. */
export function openapiDocument(info: ApiInfo, endpoints: Endpoint[]): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const path = openapiPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) };
  }
  const guarded = endpoints.some(({ access }) => access);
  return createDocument({
    openapi: '3.1.0',
    info: { ...info, version: 'v1' },
    ...(guarded ? { components: { securitySchemes } } : {}),
    paths,
  });
}

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of the issuer that the service trusts',
  },
} as const;

/** `/v1/courses/:courseId` → `/v1/courses/{courseId}` */
export const openapiPath = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const operation = (endpoint: Endpoint) => ({
  operationId: endpoint.id,
  summary: endpoint.draft ? `[Draft] ${endpoint.summary}` : endpoint.summary,
  tags: [endpoint.tag],
  ...(endpoint.draft ? { 'x-stability-level': 'draft' } : {}),
  ...(endpoint.access ? { security: securityOf(endpoint.access) } : {}),
  ...describe(endpoint),
  requestParams: {
    ...(endpoint.params ? { path: endpoint.params } : {}),
    ...(endpoint.query ? { query: endpoint.query } : {}),
    ...(endpoint.headers ? { header: endpoint.headers } : {}),
  },
  ...(endpoint.body
    ? {
        requestBody: {
          required: !endpoint.body.safeParse(undefined).success,
          content: { 'application/json': { schema: endpoint.body } },
        },
      }
    : {}),
  responses: { ...success(endpoint), ...failures(endpoint) },
});

function describe({ access, draft }: Endpoint): { description?: string } {
  const sentences = [
    ...(draft ? ['Draft: its shape may still change.'] : []),
    ...(access?.roles ? [`For the roles ${access.roles.join(' and ')}.`] : []),
  ];
  return sentences.length > 0 ? { description: sentences.join(' ') } : {};
}

const securityOf = ({ user }: Access) => [...(user === 'optional' ? [{}] : []), { bearer: [] }];

const success = ({
  success: { status, description, body, etag, mediaType },
}: Endpoint): ZodOpenApiResponsesObject => ({
  [String(status) as '200']: {
    description,
    ...(body ? { content: { [mediaType ?? 'application/json']: { schema: body } } } : {}),
    ...(etag
      ? { headers: z.object({ etag: z.string().meta({ description: 'Version of the resource' }) }) }
      : {}),
  },
});

function failures(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set([...commonProblems(endpoint), ...endpoint.problems])) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${problems[code].title}`).join('. '),
        content: { 'application/problem+json': { schema: problemDocument } },
      },
    ]),
  );
}

function commonProblems(endpoint: Endpoint): ProblemCode[] {
  const checksInput = endpoint.params ?? endpoint.query ?? endpoint.headers ?? endpoint.body;
  return [
    ...(checksInput ? (['validation-failed'] as const) : []),
    ...(endpoint.method === 'get' ? (['precondition-failed'] as const) : []),
    ...(endpoint.body ? (['malformed-json', 'payload-too-large', 'unsupported-media-type'] as const) : []),
    ...(endpoint.access ? (['unauthenticated', 'not-ready'] as const) : []),
    ...(endpoint.access?.roles ? (['forbidden'] as const) : []),
    'internal-error',
  ];
}
