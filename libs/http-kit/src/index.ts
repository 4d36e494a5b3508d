export {
  ResponseCache,
  type ResponseCacheOptions,
  type CacheableResponse,
  type SerializedResponse,
  type EntityVersion,
} from './cache/response-cache';
export { ConfigError, readEnv, serviceEnv, url } from './config';
export { etagOf, optionalVersions, requiredVersions, type ExpectedVersions } from './etag';
export type { Dependency } from './health';
export { api, createHttpApp, type HttpAppOptions } from './http-app';
export { jsonBody } from './json-body';
export { createLogger, type Logger, type LogLevel } from './logger';
export { createMetrics, type Registry } from './metrics';
export { openapiDocument, type ApiInfo } from './openapi';
export { challenge, RequestError, requestIdOf, sendProblem } from './problem';
export { route, routeWith, type Reply, type Route } from './route';
export { explain, runService, type HttpService, type Service } from './run-service';
export { serve, type HttpServer, type ServeOptions } from './server';
export type { ValidRequest } from './validation';
