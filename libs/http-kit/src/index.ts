export type { CacheableResponse, EntityVersion, SerializedResponse } from './cache/cacheable-response';
export { ResponseCache, type ResponseCacheOptions } from './cache/response-cache';
export { cachedReads } from './cache/serve-from-cache';
export type { BeforeExpress, ResponseContext } from './app/before-express';
export { ConfigError, readEnv, serviceEnv } from './app/config';
export { url, urls } from './app/env-values';
export { tracingEnv } from './app/tracing-env';
export { etagOf, optionalVersions, requiredVersions, type ExpectedVersions } from './routing/etag';
export type { Dependency } from './app/health';
export { createHttpApp, type HttpAppOptions } from './app/http-app';
export { api } from './routing/api';
export { hasBody, jsonBody, lengthOf } from './routing/json-body';
export { createLogger, type Logger, type LogLevel } from './observability/logger';
export { createMetrics, type Registry } from './observability/metrics';
export { openapiDocument, type ApiInfo } from './openapi/openapi';
export { challenge, RequestError, requestIdOf, sendProblem } from './problems/problem';
export { route, routeWith, type Reply, type Route } from './routing/route';
export {
  formatStartupError,
  runService,
  type HttpService,
  type Service,
  type StopReason,
} from './app/run-service';
export { serveMetrics, type MetricsServer } from './app/metrics-server';
export { serve, type HttpServer, type ServeOptions } from './app/server';
export { stopParts, type StopPart } from './app/stop-parts';
export type { ValidRequest } from './routing/validation';
