import { endpoint, requireRole, type Endpoint } from '@courses/contracts';
import { openapiDocument } from '../src/openapi/openapi';

const stable = endpoint({
  id: 'readThing',
  method: 'get',
  path: '/v1/thing',
  summary: 'Read the thing',
  tag: 'Things',
  access: requireRole('admin'),
  success: { status: 204, description: 'Done' },
  problems: [],
});

const operationOf = (definition: Endpoint) =>
  openapiDocument({ title: 'Things', description: '' }, [definition]).paths?.['/v1/thing']?.get;

it('marks a draft endpoint in its summary, description and stability level', () => {
  expect(operationOf({ ...stable, draft: true })).toMatchObject({
    summary: '[Draft] Read the thing',
    description: 'Draft: its shape may still change. For the roles admin.',
    'x-stability-level': 'draft',
  });
});

it('does not mention drafts for a stable endpoint', () => {
  expect(operationOf(stable)).toMatchObject({
    summary: 'Read the thing',
    description: 'For the roles admin.',
  });
  expect(operationOf(stable)).not.toHaveProperty('x-stability-level');
});
