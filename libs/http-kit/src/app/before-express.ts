import type { Request, Response } from 'express';

/** What every response has. */
export interface ResponseContext {
  requestId: string;
  /** Names and values in turn. */
  headers: readonly string[];
}

/**
 * Answers requests before Express, whose routing costs more than a short answer does. False leaves the request, untouched, to
 * Express. What it throws, or rejects with, is answered like the error of a route.
 */
export type BeforeExpress = (
  req: Request,
  res: Response,
  context: ResponseContext,
) => boolean | Promise<void>;
