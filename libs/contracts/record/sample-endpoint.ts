import { z } from 'zod';
import { endpoint, requireRole } from '../src';

export const path = { thingId: z.uuid() };
export const query = {
  limit: z.coerce.number().int().max(100).default(20),
  sort: z.enum(['new', 'old']).optional(),
};
export const headers = { 'if-match': z.string().optional() };
export const body = {
  title: z.string().min(1).max(10),
  size: z.int().optional(),
  level: z.enum(['low', 'high']),
  owner: z.strictObject({ name: z.string() }).nullable(),
};
export const thing = {
  id: z.uuid(),
  title: z.string().max(10),
  note: z.string().optional(),
  level: z.enum(['low', 'high']),
  size: z.int(),
  movedAt: z.iso.datetime(),
  owner: z.strictObject({ name: z.string() }).nullable(),
  parts: z.array(z.strictObject({ name: z.string() })),
};

export const base = endpoint({
  id: 'changeThing',
  method: 'put',
  path: '/v1/things/:thingId',
  summary: 'Change a thing',
  tag: 'Things',
  access: requireRole('instructor', 'student'),
  params: z.strictObject(path),
  query: z.strictObject(query),
  headers: z.object(headers),
  body: z.strictObject(body),
  success: { status: 200, description: 'The thing', body: z.strictObject(thing), etag: true },
  problems: ['course-not-found'],
});
