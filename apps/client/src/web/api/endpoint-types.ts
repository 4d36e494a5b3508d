import type { coursesApi, Endpoint, enrollmentsApi, identityApi } from '@courses/contracts';
import type { z } from 'zod';

type ExportsOf<Api> = Api[keyof Api];

/** Every endpoint that the page may call; add the API of another service here. */
type Endpoints = Extract<
  ExportsOf<typeof coursesApi> | ExportsOf<typeof enrollmentsApi> | ExportsOf<typeof identityApi>,
  Endpoint
>;

export type Method = Endpoints['method'];

/** The paths that have an endpoint with this method. */
export type PathWith<M extends Method> = Extract<Endpoints, { method: M }>['path'];

export type EndpointAt<M extends Method, P extends string> = Extract<Endpoints, { method: M; path: P }>;

/** What a caller may send: optional where the schema has a default. Coerced values, such as numbers in a query, have the type that they get. */
type Input<Schema> = Schema extends z.ZodObject
  ? { [Key in keyof z.input<Schema>]: Key extends keyof z.output<Schema> ? z.output<Schema>[Key] : never }
  : Schema extends z.ZodType
    ? z.input<Schema>
    : never;

type Field<Name extends string, Value> =
  Record<never, never> extends Value
    ? { [Key in Name]?: Value }
    : undefined extends Value
      ? { [Key in Name]?: Value }
      : { [Key in Name]: Value };

type Part<E, Name extends string> =
  E extends Record<Name, infer Schema> ? Field<Name, Input<Schema>> : { [Key in Name]?: never };

/** Everything that an endpoint takes, by the schemas of its contract. */
export type RequestOptions<E> = E extends Endpoint
  ? Part<E, 'params'> & Part<E, 'query'> & Part<E, 'headers'> & Part<E, 'body'> & { signal?: AbortSignal }
  : never;

export type ResponseBody<E> = E extends { success: { body: infer Schema extends z.ZodType } }
  ? z.output<Schema>
  : E extends Endpoint
    ? undefined
    : never;
