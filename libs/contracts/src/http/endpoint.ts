import type { z } from 'zod';
import type { ProblemCode } from '../problems';
import type { Access } from './access';

/** One HTTP operation: it validates requests, documents them (OpenAPI) and types the handler. */
export interface Endpoint {
  /** Unique per service; the operationId of the document. */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Express style: `/v1/courses/:courseId`. */
  path: string;
  summary: string;
  tag: string;
  /** Who may call it; without it anybody, and tokens are ignored. */
  access?: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Names in lower case. Other headers are ignored. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  success: {
    status: 200 | 201 | 204;
    description: string;
    body?: z.ZodType;
    etag?: true;
    /** Of a file to download; its `body` is a string. Without it, JSON. */
    mediaType?: 'text/csv';
  };
  /** The problems specific to this endpoint, besides those of every request. */
  problems: ProblemCode[];
  /**
   * Its shape may still change: it is not recorded, so that no check guards those who call it, and the documents call it
   * a draft. Take it out when others may rely on the endpoint, and run `npm run contracts:record`.
   */
  draft?: true;
}

/** Keeps the literal types of an endpoint, so that its handler is typed by its schemas. */
export const endpoint = <const E extends Endpoint>(definition: E): E => definition;
