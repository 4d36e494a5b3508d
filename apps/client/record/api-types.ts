import {
  accountLimits,
  coursesApi,
  courseLimits,
  enrollmentsApi,
  identityApi,
  type Endpoint,
} from '@courses/contracts';
import { openapiDocument } from '@courses/http-kit';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';

const apis = { courses: coursesApi, enrollments: enrollmentsApi, identity: identityApi };

const heading =
  '// Made from the OpenAPI documents of the services by `npx nx run client:record`; do not edit.\n';

/** The files of src/web/api/generated: the types of each API, and the limits of what one types in. */
export async function apiTypes(): Promise<Map<string, string>> {
  const config = await resolveConfig(__filename);
  const tidy = (code: string) => format(heading + code, { ...config, parser: 'typescript' });
  const files = new Map([['limits.ts', await tidy(limits())]]);
  for (const [name, api] of Object.entries(apis))
    files.set(`${name}.ts`, await tidy(await typesOf(name, api)));
  return files;
}

/** A contract may export schemas, too. */
const isEndpoint = (value: object): value is Endpoint => 'method' in value && 'path' in value;

async function typesOf(name: string, api: Record<string, object>): Promise<string> {
  const endpoints = Object.values(api).filter(isEndpoint);
  const document = openapiDocument({ title: name, description: '' }, endpoints);
  return astToString(await openapiTS(document as unknown as OpenAPI3, { defaultNonNullable: false }));
}

const limits = () =>
  Object.entries({ courseLimits, accountLimits })
    .map(([name, values]) => `export const ${name} = ${JSON.stringify(values)} as const;\n`)
    .join('');
