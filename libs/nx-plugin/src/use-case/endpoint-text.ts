import type { Address } from './service-api';
import type { Values } from './values';

const success = {
  list: `{ status: 200, description: 'What there is', body: z.strictObject({ items: z.array(z.strictObject({ id: z.uuid() })) }) }`,
  count: `{ status: 200, description: 'How many there are', body: z.strictObject({ count: z.int().min(0) }) }`,
  one: `{ status: 200, description: 'What there is', body: z.strictObject({}) }`,
  nothing: `{ status: 204, description: 'Done' }`,
};

/** The constant in the contract of the service. */
export const endpointText = (
  { camel, title, tag, open, parameters, hasBody, reply }: Values,
  { method, path }: Address,
): string => `export const ${camel} = endpoint({
  id: '${camel}',
  method: '${method}',
  path: '${path}',
  summary: '${title}',
  tag: '${tag}',
${open ? '' : '  access: requireUser,\n'}${parametersText(parameters)}${
  hasBody ? '  body: z.strictObject({}).optional(),\n' : ''
}  success: ${success[reply.kind]},
  problems: [],
  draft: true,
});
`;

const parametersText = (names: string[]): string =>
  names.length === 0
    ? ''
    : `  params: z.strictObject({ ${names.map((name) => `${name}: z.uuid()`).join(', ')} }),\n`;
