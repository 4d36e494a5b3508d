import type { Endpoint, FieldError } from '@courses/contracts';
import type { Request } from 'express';
import type { z } from 'zod';
import { RequestError } from '../problems/problem';

type Part = FieldError['in'];

/** The validated parts of a request, typed by its endpoint. */
export interface ValidRequest<E extends Endpoint> {
  params: Parsed<E['params']>;
  query: Parsed<E['query']>;
  headers: Parsed<E['headers']>;
  body: Parsed<E['body']>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** A body of 512 KiB has place for many thousand unknown fields. */
const maxListed = 100;

/** Validates every part of a request; fails with `validation-failed` (400), which lists the invalid fields, up to 100. */
export function validate<E extends Endpoint>(endpoint: E, req: Request): ValidRequest<E> {
  const errors: FieldError[] = [];
  const parse = (part: Part, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (!result.success) errors.push(...result.error.issues.flatMap((issue) => fieldErrors(part, issue)));
    return result.data;
  };
  const request = {
    params: parse('path', endpoint.params, req.params),
    query: parse('query', endpoint.query, req.query),
    headers: parse('header', endpoint.headers, req.headers),
    body: parse('body', endpoint.body, req.body as unknown),
  };
  if (errors.length > 0)
    throw new RequestError('validation-failed', summarize(errors), errors.slice(0, maxListed));
  return request as ValidRequest<E>;
}

function fieldErrors(part: Part, issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: part,
      pointer: pointerOf([...issue.path, key]),
      message: 'Unknown field',
    }));
  }
  return [{ in: part, pointer: pointerOf(issue.path), message: issue.message }];
}

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function summarize(errors: FieldError[]): string {
  const [first] = errors as [FieldError];
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return `${first.in} ${first.pointer || 'as a whole'}: ${first.message}${rest}`;
}
