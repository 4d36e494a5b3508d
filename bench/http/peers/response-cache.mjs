import { LRUCache } from 'lru-cache';

const bookkeepingBytes = 500;

/**
 * Serialized responses by URL, with the size and the age limit of the service's cache. A hit is served before validation and the
 * handler; the log line, metrics, security headers and the check of ETags stay.
 */
export function addResponseCache(app) {
  const cache = new LRUCache({
    maxSize: 16 * 1024 * 1024,
    sizeCalculation: ({ json }, url) => Buffer.byteLength(json) + url.length + bookkeepingBytes,
    ttl: 30_000,
  });

  app.addHook('onRequest', async (request, reply) => {
    const cached = request.headers.authorization === undefined && cache.get(request.url);
    if (!cached) return;
    reply.fromCache = true;
    return reply.header('etag', cached.etag).type('application/json; charset=utf-8').send(cached.json);
  });

  app.addHook('onSend', async (request, reply, json) => {
    if (reply.fromCache || reply.statusCode !== 200 || !request.url.startsWith('/v1/')) return json;
    cache.set(request.url, { json, etag: reply.getHeader('etag') });
    return json;
  });
}
