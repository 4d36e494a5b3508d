import { createTracing, type Tracing } from '@courses/telemetry';
import type { Logger } from 'pino';
import type { ProgramConfig } from './protocol';
import { SpanFile } from './span-file';

/** Traces a program whose configuration names a file for its spans. */
export const programTracing = (name: string, { spanFile }: ProgramConfig, log: Logger): Tracing =>
  createTracing(name, {
    config: {},
    log,
    memory: spanFile === undefined ? undefined : new SpanFile(spanFile),
  });
