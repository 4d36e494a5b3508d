import { endpoint, requireRole, type Endpoint } from '@courses/contracts';
import { openapiDocument } from '../src/openapi';

const settled = endpoint({
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

it('calls an endpoint a draft where people and tools read it', () => {
  expect(operationOf({ ...settled, draft: true })).toMatchObject({
    summary: '[Draft] Read the thing',
    description: 'Draft: its shape may still change. For the roles admin.',
    'x-stability-level': 'draft',
  });
});

it('says nothing of drafts about a settled endpoint', () => {
  expect(operationOf(settled)).toMatchObject({
    summary: 'Read the thing',
    description: 'For the roles admin.',
  });
  expect(operationOf(settled)).not.toHaveProperty('x-stability-level');
});
