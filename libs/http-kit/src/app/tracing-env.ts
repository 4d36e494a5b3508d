import { z } from 'zod';
import { oneOf, url, wholeNumber } from './env-values';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const ratioError = { error: 'must be a number from 0 to 1' };
const pairs = z.string().regex(/^\s*[^\s=,]+\s*=[^,]*(,\s*[^\s=,]+\s*=[^,]*)*$/, {
  error: 'must be a list of key=value, with commas between',
});
const protocol = oneOf(['http/protobuf']);
const compression = oneOf(['none', 'gzip']);
/** The longest time that a timer of Node takes. */
const milliseconds = wholeNumber(1, 2 ** 31 - 1);

/**
 * The standard variables of OpenTelemetry, which its SDK reads by itself: it replaces what is malformed by a default, some
 * without a word, so they are validated here. Either endpoint turns tracing on.
 */
export const tracingEnv = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https')
    .refine((value) => !/[?#]/.test(value), { error: 'must be a URL without a query' })
    .optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url('http', 'https').optional(),
  OTEL_SDK_DISABLED: oneOf(['true', 'false']).optional(),
  /** Baggage is read nowhere, but it stands in the default of the specification. */
  OTEL_PROPAGATORS: oneOf(['tracecontext', 'tracecontext,baggage']).optional(),
  OTEL_RESOURCE_ATTRIBUTES: pairs.optional(),
  OTEL_TRACES_SAMPLER: oneOf(samplers).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number(ratioError).min(0, ratioError).max(1, ratioError).optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol.optional(),
  OTEL_EXPORTER_OTLP_COMPRESSION: compression.optional(),
  OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: compression.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: pairs.optional(),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: pairs.optional(),
  OTEL_EXPORTER_OTLP_TIMEOUT: milliseconds.optional(),
  OTEL_EXPORTER_OTLP_TRACES_TIMEOUT: milliseconds.optional(),
  OTEL_BSP_SCHEDULE_DELAY: milliseconds.optional(),
  OTEL_BSP_EXPORT_TIMEOUT: milliseconds.optional(),
  OTEL_BSP_MAX_QUEUE_SIZE: wholeNumber(1, 1_000_000).optional(),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: wholeNumber(1, 1_000_000).optional(),
};
