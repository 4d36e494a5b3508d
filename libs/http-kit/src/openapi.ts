import { problems, type Endpoint, type ProblemCode } from '@courses/contracts';
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

/** The OpenAPI 3.1 document of a service, made from the schemas that validate its requests. */
export function openapiDocument(info: ApiInfo, endpoints: Endpoint[]): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints) {
    const path = openapiPath(endpoint.path);
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) };
  }
  return createDocument({ openapi: '3.1.0', info: { ...info, version: 'v1' }, paths });
}

/** `/v1/courses/:courseId` → `/v1/courses/{courseId}` */
export const openapiPath = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

const operation = (endpoint: Endpoint) => ({
  operationId: endpoint.id,
  summary: endpoint.summary,
  tags: [endpoint.tag],
  requestParams: {
    ...(endpoint.params ? { path: endpoint.params } : {}),
    ...(endpoint.query ? { query: endpoint.query } : {}),
    ...(endpoint.headers ? { header: endpoint.headers } : {}),
  },
  ...(endpoint.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: endpoint.body } } } }
    : {}),
  responses: { ...success(endpoint), ...failures(endpoint) },
});

const success = ({ success: { status, description, body, etag } }: Endpoint): ZodOpenApiResponsesObject => ({
  [String(status) as '200']: {
    description,
    ...(body ? { content: { 'application/json': { schema: body } } } : {}),
    ...(etag
      ? { headers: z.object({ etag: z.string().meta({ description: 'Version of the resource' }) }) }
      : {}),
  },
});

function failures(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...commonProblems(endpoint), ...endpoint.problems]) {
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
    ...(endpoint.body ? (['malformed-json', 'payload-too-large', 'unsupported-media-type'] as const) : []),
    'internal-error',
  ];
}
